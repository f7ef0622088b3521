SELECT id, name, unit FROM staff ORDER BY id
