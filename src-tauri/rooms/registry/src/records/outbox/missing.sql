SELECT line.year, line.number
FROM register_line AS line
WHERE line.book = 'public'
    AND NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.disclosure = line.disclosure)
ORDER BY line.year, line.number
