SELECT id, import, kind, sheet, village, unit, columns, read, skipped, refused FROM list WHERE id = :id
