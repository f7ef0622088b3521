INSERT INTO board (id, position, channel, stands, village, photo,
    added_on, added_entered_at, added_entered_on)
VALUES (:id, (SELECT coalesce(max(position), 0) + 1 FROM board), :channel, :stands, :village, :photo,
    :added_on, :added_entered_at, :added_entered_on)
