SELECT title, state FROM item WHERE id = $1
