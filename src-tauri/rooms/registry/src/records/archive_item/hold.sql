INSERT INTO archive_hold (item, position, why, held_by, held_on, held_entered_at, held_entered_on)
VALUES (:item, (SELECT coalesce(max(position), 0) + 1 FROM archive_hold WHERE item = :item),
    :why, :by, :on, :entered_at, :entered_on)
