SELECT id, name, unit FROM staff WHERE id = :id
