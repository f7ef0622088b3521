INSERT INTO register_closing (book, year, lines, sha256,
    closed_on, closed_entered_at, closed_entered_on)
VALUES (:book, :year, :lines, :sha256, :closed_on, :closed_entered_at, :closed_entered_on)
