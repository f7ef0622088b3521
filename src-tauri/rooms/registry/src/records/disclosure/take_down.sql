UPDATE posting
SET taken_on = :taken_on, taken_entered_at = :taken_entered_at, taken_entered_on = :taken_entered_on
WHERE id = :id
