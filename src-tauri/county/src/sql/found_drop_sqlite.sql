DELETE FROM item_terms WHERE rowid = (SELECT place FROM item_found WHERE item = $1)
