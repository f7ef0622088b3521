SELECT item.entry,
    sum(line.released_on >= :month) AS month,
    sum(line.released_on >= :quarter) AS quarter,
    sum(line.released_on >= :half) AS half,
    count(*) AS year
FROM register_line AS line
CROSS JOIN disclosure AS item ON item.id = line.disclosure
WHERE line.released_on >= :year AND line.void_on IS NULL
GROUP BY item.entry
