SELECT transfer.id, transfer.to_whom, transfer.receiver, transfer.receipt, transfer.handed_on,
    (SELECT name FROM staff WHERE staff.id = transfer.handed_by) AS handed_by,
    (SELECT count(*) FROM archive_transferred WHERE transfer = transfer.id) AS items
FROM archive_transfer AS transfer
WHERE (:id IS NULL OR transfer.id = :id)
ORDER BY transfer.handed_on DESC, transfer.id DESC
