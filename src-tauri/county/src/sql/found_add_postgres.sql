INSERT INTO item_found (item, terms) VALUES ($1, array_to_tsvector(string_to_array($2, ' ')))
