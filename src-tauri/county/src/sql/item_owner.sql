SELECT township FROM item WHERE id = $1
