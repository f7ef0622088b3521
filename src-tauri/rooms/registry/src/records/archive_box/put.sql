INSERT INTO archive_box (id, year, period, organ, number, spine,
    packed_by, packed_on, packed_entered_at, packed_entered_on)
VALUES (:id, :year, :period, :organ, :number, :spine, :by, :on, :entered_at, :entered_on)
