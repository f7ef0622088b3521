INSERT INTO register_line (book, year, number, disclosure, by,
    released_on, released_entered_at, released_entered_on)
VALUES (:book, :year, :number, :disclosure, :by,
    :released_on, :released_entered_at, :released_entered_on)
