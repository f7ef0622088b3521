SELECT id
FROM disclosure
WHERE NOT EXISTS (
    SELECT 1 FROM audit_entry
    WHERE subject_kind = 'disclosure' AND subject_id = disclosure.id
)
