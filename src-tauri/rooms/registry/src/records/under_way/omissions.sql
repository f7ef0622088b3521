SELECT sheet, row, why, left_by, left_on, left_entered_at, left_entered_on
FROM import_omission
WHERE sha256 = :sha256
ORDER BY sheet, row
