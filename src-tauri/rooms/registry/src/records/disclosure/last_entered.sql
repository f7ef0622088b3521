SELECT max(entered_at) AS entered_at FROM audit_entry
WHERE subject_kind = 'disclosure' AND subject_id = :id
