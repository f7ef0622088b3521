SELECT id FROM disclosure
WHERE corrects = :id AND state <> 'set_aside'
    AND NOT EXISTS (SELECT 1 FROM register_line WHERE register_line.disclosure = disclosure.id)
LIMIT 1
