SELECT line.year, count(*) AS items
FROM register_line AS line
WHERE NOT EXISTS (SELECT 1 FROM archive_item WHERE archive_item.disclosure = line.disclosure)
GROUP BY line.year
ORDER BY line.year
