UPDATE posting
SET evidence = :evidence, taken_on = :taken_on, taken_entered_at = :taken_entered_at, taken_entered_on = :taken_entered_on,
    taken_photo = :taken_photo
WHERE id = :id
