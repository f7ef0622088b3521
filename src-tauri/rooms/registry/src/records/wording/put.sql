INSERT INTO watched_word (word, minded, better, why, kept_by, kept_on, kept_entered_at,
    kept_entered_on)
VALUES (:word, :minded, :better, :why, :kept_by, :kept_on, :kept_entered_at, :kept_entered_on)
ON CONFLICT (word) DO UPDATE SET minded = excluded.minded, better = excluded.better,
    why = excluded.why, kept_by = excluded.kept_by, kept_on = excluded.kept_on,
    kept_entered_at = excluded.kept_entered_at, kept_entered_on = excluded.kept_entered_on
