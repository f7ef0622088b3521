INSERT INTO item_found (item) VALUES ($1) ON CONFLICT (item) DO NOTHING
