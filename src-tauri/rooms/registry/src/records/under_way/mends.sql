SELECT sheet, row, position, text, mended_by, mended_on, mended_entered_at, mended_entered_on
FROM import_mend
WHERE sha256 = :sha256
ORDER BY sheet, row, position
