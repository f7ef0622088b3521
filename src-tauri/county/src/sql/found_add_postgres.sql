INSERT INTO item_found (item, place, month, terms)
VALUES ($1, $2 + nextval('item_turn'), $3, array_to_tsvector(string_to_array($4, ' ')))
