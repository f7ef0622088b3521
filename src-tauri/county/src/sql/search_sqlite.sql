SELECT i.id, i.township, t.name AS township_name, i.state, i.title, i.released_on, i.entry_name,
       i.summary
FROM item_terms JOIN item_found f ON f.place = item_terms.rowid JOIN item i ON i.id = f.item
JOIN township t ON t.code = i.township
WHERE item_terms MATCH $1 AND ($2 = '' OR i.township = $2)
ORDER BY i.released_on DESC, i.id DESC LIMIT $3 OFFSET $4
