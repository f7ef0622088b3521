SELECT item.id, item.edition, item.entry, item.title, item.class, item.formed_on,
    item.demanded_due, item.unit,
    list.village, line.released_on, copy.no, copy.handed_to, copy.handed_on
FROM copy INDEXED BY copy_under_way
CROSS JOIN disclosure AS item ON item.id = copy.disclosure
CROSS JOIN register_line AS line ON line.disclosure = item.id
LEFT JOIN list ON list.id = item.list
WHERE copy.made_for = 'county' AND copy.receipt IS NULL AND line.void_on IS NULL
ORDER BY copy.disclosure
LIMIT :limit
