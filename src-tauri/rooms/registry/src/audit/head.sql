SELECT sequence, sha256, sm3
FROM audit_entry
WHERE desk = :desk
ORDER BY sequence DESC
LIMIT 1;
