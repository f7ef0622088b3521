SELECT number, id, manifest_hash, LENGTH(bytes) AS size FROM letter
WHERE township = $1 AND number > $2 ORDER BY number LIMIT $3
