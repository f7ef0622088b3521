SELECT item.id, item.edition, item.entry, item.title, item.class, item.formed_on,
    item.demanded_due, item.unit,
    list.village, line.released_on, group_concat(waiting.channel) AS channels
FROM channel_to_post AS waiting
CROSS JOIN disclosure AS item ON item.id = waiting.disclosure
CROSS JOIN register_line AS line ON line.disclosure = item.id
LEFT JOIN list ON list.id = item.list
WHERE line.void_on IS NULL
GROUP BY waiting.disclosure
ORDER BY waiting.disclosure
LIMIT :limit
