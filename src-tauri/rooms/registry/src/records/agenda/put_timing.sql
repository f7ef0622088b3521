INSERT INTO entry_timing (entry, time_class, period, settled_by,
    settled_on, settled_entered_at, settled_entered_on)
VALUES (:entry, :time_class, :period, :settled_by,
    :settled_on, :settled_entered_at, :settled_entered_on)
ON CONFLICT (entry) DO UPDATE
SET time_class = excluded.time_class, period = excluded.period, settled_by = excluded.settled_by,
    settled_on = excluded.settled_on, settled_entered_at = excluded.settled_entered_at,
    settled_entered_on = excluded.settled_entered_on
