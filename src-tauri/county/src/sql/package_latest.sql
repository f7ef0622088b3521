SELECT p.id, p.township, t.name AS township_name, p.number, p.kind, p.bytes, p.taken_at, p.title,
       p.item, p.refused_text, i.state
FROM package p JOIN township t ON t.code = p.township LEFT JOIN item i ON i.id = p.item
WHERE $1 = '' OR p.township = $1
ORDER BY p.taken_at DESC, p.number DESC LIMIT $2
