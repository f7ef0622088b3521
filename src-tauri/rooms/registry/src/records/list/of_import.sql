SELECT id, import, kind, sheet, village, unit, columns, read, skipped, refused FROM list WHERE import = :import ORDER BY id
