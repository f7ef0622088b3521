INSERT INTO copy_place (copy, position, place, kept_on, kept_entered_at, kept_entered_on)
VALUES (:copy,
    (SELECT coalesce(max(position), 0) + 1 FROM copy_place WHERE copy = :copy),
    :place, :kept_on, :kept_entered_at, :kept_entered_on)
