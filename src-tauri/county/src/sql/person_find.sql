SELECT name FROM person WHERE key_hash = $1 AND closed IS NULL
