SELECT i.id, i.township, t.name AS township_name, i.state, i.title, i.released_on, i.entry_name,
       i.summary
FROM item i JOIN township t ON t.code = i.township
WHERE i.township = $1 AND i.part = 'disclosed' AND i.state <> 'corrected'
ORDER BY i.released_on DESC, i.id DESC LIMIT $2 OFFSET $3
