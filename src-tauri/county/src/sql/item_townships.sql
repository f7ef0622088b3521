SELECT t.code, t.name, COALESCE(c.items, 0) AS items FROM township t
LEFT JOIN (SELECT township, COUNT(*) AS items FROM item
           WHERE part = 'disclosed' AND state = 'current' GROUP BY township) c
ON c.township = t.code
WHERE t.closed IS NULL ORDER BY t.code
