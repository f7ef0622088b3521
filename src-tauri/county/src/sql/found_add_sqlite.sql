INSERT INTO item_terms (rowid, terms) SELECT place, $2 FROM item_found WHERE item = $1
