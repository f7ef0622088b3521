INSERT INTO import_omission (sha256, sheet, row, why,
    left_by, left_on, left_entered_at, left_entered_on)
VALUES (:sha256, :sheet, :row, :why, :left_by, :left_on, :left_entered_at, :left_entered_on)
ON CONFLICT (sha256, sheet, row) DO UPDATE
SET why = excluded.why, left_by = excluded.left_by, left_on = excluded.left_on,
    left_entered_at = excluded.left_entered_at, left_entered_on = excluded.left_entered_on
