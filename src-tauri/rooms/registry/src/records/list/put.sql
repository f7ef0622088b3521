INSERT INTO list (id, import, kind, sheet, village, period, period_first, period_last, unit, columns, into_draft, read, skipped, refused)
VALUES (:id, :import, :kind, :sheet, :village, :period, :period_first, :period_last, :unit, :columns, :into_draft, :read, :skipped, :refused)
