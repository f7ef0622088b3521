INSERT INTO archive_box_place (box, position, room, cabinet, shelf,
    placed_on, placed_entered_at, placed_entered_on)
VALUES (:box, (SELECT coalesce(max(position), 0) + 1 FROM archive_box_place WHERE box = :box),
    :room, :cabinet, :shelf, :on, :entered_at, :entered_on)
