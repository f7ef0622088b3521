SELECT id, name, unit, left_on FROM staff WHERE name = :name
