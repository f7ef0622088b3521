DELETE FROM item_found WHERE item = $1
