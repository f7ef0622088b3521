UPDATE signature
SET scan = :scan, later_kind = :later_kind, later_scan = :later_scan, later_on = :later_on,
    later_entered_at = :later_entered_at, later_entered_on = :later_entered_on
WHERE id = :id
