SELECT year, number, disclosure, released_on, released_entered_at, released_entered_on,
    void_why, void_on
FROM register_line
WHERE book = :book AND year = :year
ORDER BY number
