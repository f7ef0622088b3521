SELECT sha256, closed_on, closed_entered_at, closed_entered_on
FROM register_closing
WHERE book = :book AND year = :year
