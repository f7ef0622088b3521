INSERT INTO item_terms (rowid, terms) SELECT place, $4 FROM item_found WHERE item = $1
