SELECT coalesce(max(number), 0) + 1 AS next
FROM archive_item
WHERE year = :year AND period = :period AND organ = :organ
