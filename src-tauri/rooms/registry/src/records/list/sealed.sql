SELECT list.id, audit_entry.facts
FROM list
LEFT JOIN audit_entry ON audit_entry.subject_kind = 'list' AND audit_entry.subject_id = list.id
ORDER BY list.id
