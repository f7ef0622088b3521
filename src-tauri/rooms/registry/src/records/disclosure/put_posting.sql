INSERT INTO posting (id, disclosure, position, channel, place, evidence,
    posted_on, posted_entered_at, posted_entered_on, taken_on, taken_entered_at, taken_entered_on)
VALUES (:id, :disclosure, :position, :channel, :place, :evidence,
    :posted_on, :posted_entered_at, :posted_entered_on,
    :taken_on, :taken_entered_at, :taken_entered_on)
ON CONFLICT (id) DO UPDATE SET
    taken_on = excluded.taken_on,
    taken_entered_at = excluded.taken_entered_at,
    taken_entered_on = excluded.taken_entered_on
