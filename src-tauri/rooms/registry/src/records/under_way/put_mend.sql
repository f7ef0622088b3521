INSERT INTO import_mend (sha256, sheet, row, position, text,
    mended_by, mended_on, mended_entered_at, mended_entered_on)
VALUES (:sha256, :sheet, :row, :position, :text,
    :mended_by, :mended_on, :mended_entered_at, :mended_entered_on)
ON CONFLICT (sha256, sheet, row, position) DO UPDATE
SET text = excluded.text, mended_by = excluded.mended_by, mended_on = excluded.mended_on,
    mended_entered_at = excluded.mended_entered_at, mended_entered_on = excluded.mended_entered_on
