UPDATE disposal
SET phase = :phase, witnesses = :witnesses, place = :place, method = :method, carried_on = :on,
    carried_entered_at = :entered_at, carried_entered_on = :entered_on
WHERE id = :id
