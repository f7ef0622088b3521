UPDATE archive_hold
SET lifted_why = :why, lifted_on = :on, lifted_entered_at = :entered_at,
    lifted_entered_on = :entered_on
WHERE item = :item AND lifted_on IS NULL
