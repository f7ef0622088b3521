SELECT id, title FROM item WHERE explains = $1 AND state = 'current' ORDER BY released_on, id
