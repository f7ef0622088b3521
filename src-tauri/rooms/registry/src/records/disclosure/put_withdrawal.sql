INSERT INTO withdrawal (disclosure, why, by,
    withdrawn_on, withdrawn_entered_at, withdrawn_entered_on)
VALUES (:disclosure, :why, :by, :withdrawn_on, :withdrawn_entered_at, :withdrawn_entered_on)
