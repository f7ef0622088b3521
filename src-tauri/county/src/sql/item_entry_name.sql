SELECT entry_name FROM item WHERE entry = $1 AND part = 'disclosed'
ORDER BY released_on DESC, id DESC LIMIT 1
