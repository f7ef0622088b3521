DELETE FROM disclosure WHERE id = :id
