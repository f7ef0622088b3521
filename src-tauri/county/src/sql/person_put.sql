INSERT INTO person (name, key_hash, added) VALUES ($1, $2, $3)
ON CONFLICT (name) DO UPDATE SET key_hash = excluded.key_hash, closed = NULL
