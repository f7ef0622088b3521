INSERT INTO attachment (item, number, name, path, bytes) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (item, number) DO UPDATE SET name = excluded.name, path = excluded.path, bytes = excluded.bytes
