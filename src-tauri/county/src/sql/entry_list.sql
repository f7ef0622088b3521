SELECT code, parent, name FROM entry ORDER BY place
