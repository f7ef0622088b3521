INSERT INTO disclosure_remark (disclosure, kind, why, by,
    made_on, made_entered_at, made_entered_on)
VALUES (:id, :kind, :why, :by, :made_on, :made_entered_at, :made_entered_on)
