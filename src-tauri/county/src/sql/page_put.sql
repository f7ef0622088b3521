INSERT INTO page (part, township, place, title, body, changed) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (part, township, place) DO UPDATE SET
    title = excluded.title, body = excluded.body, changed = excluded.changed
