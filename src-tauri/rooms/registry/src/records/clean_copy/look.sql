INSERT INTO picture_look
    (disclosure, file, looked_by, looked_on, looked_entered_at, looked_entered_on)
VALUES (:disclosure, :file, :looked_by, :looked_on, :looked_entered_at, :looked_entered_on)
ON CONFLICT (disclosure, file) DO UPDATE
SET looked_by = excluded.looked_by, looked_on = excluded.looked_on,
    looked_entered_at = excluded.looked_entered_at, looked_entered_on = excluded.looked_entered_on
