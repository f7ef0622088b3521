SELECT year, period, organ, count(*) AS items, max(number) AS last
FROM archive_item
GROUP BY year, period, organ
HAVING count(*) <> max(number)
