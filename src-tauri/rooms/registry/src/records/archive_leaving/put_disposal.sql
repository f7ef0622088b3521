INSERT INTO disposal (id, year, number, phase, made_by, made_on, made_entered_at, made_entered_on)
VALUES (:id, :year, :number, :phase, :by, :on, :entered_at, :entered_on)
