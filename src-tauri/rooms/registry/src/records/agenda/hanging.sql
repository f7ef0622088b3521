SELECT item.id, item.edition, item.entry, item.title, item.class, item.formed_on,
    item.demanded_due, item.unit,
    list.village, posting.channel, posting.place, posting.posted_on
FROM posting INDEXED BY posting_hanging
CROSS JOIN disclosure AS item ON item.id = posting.disclosure
LEFT JOIN list ON list.id = item.list
WHERE posting.taken_on IS NULL
    AND posting.channel IN ('notice_board', 'village_board', 'internal_board', 'service_centre', 'screen')
    AND item.state = 'released'
    AND item.entry IN (SELECT value FROM json_each(:entries))
ORDER BY posting.disclosure, posting.position
LIMIT :limit
