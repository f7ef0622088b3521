SELECT disclosure.id, disclosure.title, disclosure.edition, disclosure.entry, disclosure.unit,
    disclosure.formed_on, line.book, line.year, line.number, line.released_on
FROM register_line AS line
JOIN disclosure ON disclosure.id = line.disclosure
WHERE (:year IS NULL OR line.year = :year)
    AND NOT EXISTS (SELECT 1 FROM archive_item WHERE archive_item.disclosure = disclosure.id)
ORDER BY line.year, line.released_on, line.book DESC, line.number
