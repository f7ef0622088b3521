INSERT INTO list (id, import, kind, sheet, village, unit, columns, read, skipped, refused)
VALUES (:id, :import, :kind, :sheet, :village, :unit, :columns, :read, :skipped, :refused)
