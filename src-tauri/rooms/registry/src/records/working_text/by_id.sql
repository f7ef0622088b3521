SELECT id, person, disclosure, text, kept_at, set_aside_at FROM working_text WHERE id = :id
