SELECT id FROM disclosure
WHERE corrects = :id
    AND NOT EXISTS (SELECT 1 FROM register_line WHERE register_line.disclosure = disclosure.id)
LIMIT 1
