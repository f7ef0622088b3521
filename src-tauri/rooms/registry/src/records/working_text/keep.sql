INSERT INTO working_text (id, person, disclosure, text, kept_at)
VALUES (:id, :person, :disclosure, :text, :kept_at)
ON CONFLICT (id) DO UPDATE
SET text = excluded.text, kept_at = excluded.kept_at, set_aside_at = NULL
