SELECT id, sha256, sm3, bytes, original_name, media_kind, added_on
FROM file
WHERE id = :id;
