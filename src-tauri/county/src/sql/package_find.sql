SELECT manifest_hash, refused_code, refused_field, refused_text FROM package
WHERE township = $1 AND id = $2
