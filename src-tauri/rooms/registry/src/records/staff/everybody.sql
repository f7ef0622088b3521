SELECT id, name, unit, left_on FROM staff ORDER BY id
