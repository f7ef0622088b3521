SELECT item.id, item.title, item.unit, line.released_on
FROM disclosure AS item
CROSS JOIN register_line AS line ON line.disclosure = item.id
WHERE item.entry = :entry AND line.void_on IS NULL
ORDER BY line.released_on DESC, item.id DESC
LIMIT 1
