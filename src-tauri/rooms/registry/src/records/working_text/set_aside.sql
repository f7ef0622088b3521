UPDATE working_text SET set_aside_at = :at WHERE id = :id
