SELECT item.id, item.edition, item.entry, item.title, item.class, item.formed_on,
    item.demanded_due, item.unit,
    list.village, posting.channel, posting.place, posting.posted_on, item.state
FROM disclosure AS item
CROSS JOIN posting ON posting.disclosure = item.id
LEFT JOIN list ON list.id = item.list
WHERE item.state IN ('withdrawn', 'corrected') AND posting.taken_on IS NULL
ORDER BY item.id, posting.position
LIMIT :limit
