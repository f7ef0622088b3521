SELECT t.code, t.name, COUNT(i.id) AS released FROM township t
LEFT JOIN item i ON i.township = t.code AND i.part = 'disclosed' AND i.state <> 'withdrawn'
                 AND i.released_on >= $1 AND i.released_on < $2
WHERE t.closed IS NULL GROUP BY t.code, t.name ORDER BY released DESC, t.code
