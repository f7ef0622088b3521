INSERT INTO list_omission (list, row, why,
    left_by, left_on, left_entered_at, left_entered_on)
VALUES (:list, :row, :why, :left_by, :left_on, :left_entered_at, :left_entered_on)
