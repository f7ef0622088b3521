UPDATE board
SET set_aside_on = :on, set_aside_entered_at = :entered_at, set_aside_entered_on = :entered_on
WHERE id = :id
