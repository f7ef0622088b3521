INSERT INTO retention_line (matter, entries, period, basis, from_on, until_on,
    kept_by, kept_on, kept_entered_at, kept_entered_on)
VALUES (:matter, :entries, :period, :basis, :from_on, :until_on,
    :by, :on, :entered_at, :entered_on)
