SELECT name, place, sha256, bytes, files, missing, entries, made_on, made_entered_at,
    made_entered_on
FROM backup_made
ORDER BY made_entered_at DESC
LIMIT 1
