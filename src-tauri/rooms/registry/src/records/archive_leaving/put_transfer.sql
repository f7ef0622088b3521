INSERT INTO archive_transfer (id, to_whom, receiver, receipt,
    handed_by, handed_on, handed_entered_at, handed_entered_on)
VALUES (:id, :to_whom, :receiver, :receipt, :by, :on, :entered_at, :entered_on)
