INSERT INTO archive_scheme (text, settled_by, settled_on, settled_entered_at, settled_entered_on)
VALUES (:text, :by, :on, :entered_at, :entered_on)
