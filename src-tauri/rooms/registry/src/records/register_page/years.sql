SELECT line.year, count(*) AS lines, count(line.void_why) AS void, closing.closed_on
FROM register_line AS line
LEFT JOIN register_closing AS closing ON closing.book = line.book AND closing.year = line.year
WHERE line.book = :book
GROUP BY line.year
ORDER BY line.year
