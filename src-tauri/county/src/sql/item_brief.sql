SELECT township, title FROM item WHERE id = $1
