INSERT INTO township (code, name, key_hash, added) VALUES ($1, $2, $3, $4)
ON CONFLICT (code) DO NOTHING
