DELETE FROM working_text WHERE id = :id
