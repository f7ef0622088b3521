INSERT INTO entry (code, parent, name, place) VALUES ($1, $2, $3, $4)
ON CONFLICT (code) DO UPDATE SET parent = excluded.parent, name = excluded.name, place = excluded.place
