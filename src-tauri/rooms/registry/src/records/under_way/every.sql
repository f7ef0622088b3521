SELECT sha256, path, file_name, choice, begun_by, begun_on, begun_entered_at, begun_entered_on
FROM import_under_way
ORDER BY begun_entered_at DESC, sha256
