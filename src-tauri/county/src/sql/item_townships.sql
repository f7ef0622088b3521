SELECT t.code, t.name, COUNT(i.id) AS items FROM township t
LEFT JOIN item i ON i.township = t.code AND i.part = 'disclosed' AND i.state = 'current'
WHERE t.closed IS NULL GROUP BY t.code, t.name ORDER BY t.code
