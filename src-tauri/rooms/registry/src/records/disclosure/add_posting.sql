INSERT INTO posting (id, disclosure, position, channel, place, evidence,
    posted_on, posted_entered_at, posted_entered_on)
VALUES (:id, :disclosure, :position, :channel, :place, :evidence,
    :posted_on, :posted_entered_at, :posted_entered_on)
