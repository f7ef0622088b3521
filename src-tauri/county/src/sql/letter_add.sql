INSERT INTO letter (township, platform, number, id, kind, manifest_hash, written_at, title, bytes)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
