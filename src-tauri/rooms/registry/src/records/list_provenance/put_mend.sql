INSERT INTO list_mend (list, row, position, original,
    mended_by, mended_on, mended_entered_at, mended_entered_on)
VALUES (:list, :row, :position, :original,
    :mended_by, :mended_on, :mended_entered_at, :mended_entered_on)
