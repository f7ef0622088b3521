SELECT coalesce(max(number), 0) + 1 AS next
FROM register_line
WHERE book = :book AND year = :year
