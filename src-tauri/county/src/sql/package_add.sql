INSERT INTO package (id, township, number, kind, manifest_hash, bytes, taken_at, title, item,
                     refused_code, refused_field, refused_text)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
