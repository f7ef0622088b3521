INSERT INTO package (id, township, number, kind, manifest_hash, bytes, taken_at, title, item)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
