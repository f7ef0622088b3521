INSERT INTO archive_refiled (item, instead, why, refiled_by, refiled_on, refiled_entered_at, refiled_entered_on)
VALUES (:item, :instead, :why, :by, :on, :entered_at, :entered_on)
