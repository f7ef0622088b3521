SELECT l.township, t.name AS township_name, l.number, l.kind, l.written_at, l.title
FROM letter l JOIN township t ON t.code = l.township
WHERE l.kind <> 'receipt' ORDER BY l.written_at DESC, l.township, l.number DESC LIMIT $1
