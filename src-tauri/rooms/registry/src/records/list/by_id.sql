SELECT id, import, kind, sheet, village, period, period_first, period_last, unit, columns, into_draft, read, skipped, refused FROM list WHERE id = :id
