SELECT sha256, path, file_name, choice, begun_by, begun_on, begun_entered_at, begun_entered_on
FROM import_under_way
WHERE sha256 = :sha256
