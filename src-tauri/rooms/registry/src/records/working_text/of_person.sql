SELECT id, person, disclosure, text, kept_at, set_aside_at
FROM working_text
WHERE person = :person
ORDER BY set_aside_at IS NOT NULL, kept_at DESC, id DESC
