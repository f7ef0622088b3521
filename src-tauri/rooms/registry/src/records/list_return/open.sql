SELECT id, sha256, file_name, kind, village, period, due, returned_by, returned_on, returned_entered_at, returned_entered_on
FROM list_return
WHERE village = :village AND kind = :kind AND answered IS NULL
ORDER BY returned_entered_at DESC, id DESC
