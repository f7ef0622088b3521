UPDATE township SET closed = $2 WHERE code = $1 AND closed IS NULL
