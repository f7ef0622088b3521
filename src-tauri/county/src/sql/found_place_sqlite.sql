INSERT INTO item_found (item, place)
SELECT $1, COALESCE(MAX(place), $2) + 1 FROM item_found WHERE place > $2 AND place < $2 + 4294967296
