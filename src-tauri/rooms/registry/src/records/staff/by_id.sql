SELECT id, name, unit, left_on FROM staff WHERE id = :id
