SELECT id, name, unit FROM staff WHERE name = :name
