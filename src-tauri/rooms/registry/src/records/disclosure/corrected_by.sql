SELECT disclosure.id, register_line.released_on
FROM disclosure
JOIN register_line ON register_line.disclosure = disclosure.id
WHERE disclosure.corrects = :id
ORDER BY disclosure.id DESC
LIMIT 1
