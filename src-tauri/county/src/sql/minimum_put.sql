INSERT INTO minimum (since, released) VALUES ($1, $2)
ON CONFLICT (since) DO UPDATE SET released = excluded.released
