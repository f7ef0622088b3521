SELECT p.township, COALESCE(t.name, '') AS township_name, p.place, p.title, p.changed
FROM page p LEFT JOIN township t ON t.code = p.township
WHERE p.part = $1 ORDER BY p.township, p.place
