SELECT village, kind, columns, header_top, header_bottom, entry,
    kept_by, kept_on, kept_entered_at, kept_entered_on
FROM column_habit
WHERE village = :village
ORDER BY kept_entered_at DESC, kind
