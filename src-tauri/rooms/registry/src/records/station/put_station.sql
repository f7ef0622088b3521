INSERT INTO draft_station (office, key, name, compared_by, compared_on, compared_entered_at,
    compared_entered_on)
VALUES (:office, :key, :name, :compared_by, :compared_on, :compared_entered_at, :compared_entered_on)
