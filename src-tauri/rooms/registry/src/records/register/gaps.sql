SELECT book, year, count(*) AS lines, max(number) AS last
FROM register_line
GROUP BY book, year
HAVING count(*) <> max(number)
