SELECT number, id, manifest_hash, LENGTH(bytes) AS size FROM letter
WHERE township = $1 AND platform = $2 AND number > $3 ORDER BY number LIMIT $4
