INSERT INTO column_habit (village, kind, columns, header_top, header_bottom, entry,
    kept_by, kept_on, kept_entered_at, kept_entered_on)
VALUES (:village, :kind, :columns, :header_top, :header_bottom, :entry,
    :kept_by, :kept_on, :kept_entered_at, :kept_entered_on)
ON CONFLICT (village, kind) DO UPDATE
SET columns = excluded.columns, header_top = excluded.header_top,
    header_bottom = excluded.header_bottom, entry = excluded.entry,
    kept_by = excluded.kept_by, kept_on = excluded.kept_on,
    kept_entered_at = excluded.kept_entered_at, kept_entered_on = excluded.kept_entered_on
