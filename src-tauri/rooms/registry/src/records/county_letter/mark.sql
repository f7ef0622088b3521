INSERT INTO county_letter_mark (number, note, marked_by, marked_on, marked_entered_at, marked_entered_on)
VALUES (:number, :note, :marked_by, :marked_on, :marked_entered_at, :marked_entered_on)
