INSERT INTO platform (place, id, name, founded) VALUES (1, $1, $2, $3)
ON CONFLICT (place) DO UPDATE SET name = excluded.name
