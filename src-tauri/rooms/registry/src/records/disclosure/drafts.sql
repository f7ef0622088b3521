SELECT disclosure.id, disclosure.state, disclosure.entry, disclosure.title,
    coalesce((SELECT actor FROM audit_entry
        WHERE subject_kind = 'disclosure' AND subject_id = disclosure.id
        ORDER BY entered_at, sequence LIMIT 1), '') AS opened_by,
    coalesce((SELECT max(entered_at) FROM audit_entry
        WHERE subject_kind = 'disclosure' AND subject_id = disclosure.id),
        disclosure.opened_entered_at) AS changed_at
FROM disclosure
WHERE disclosure.state IN ('draft', 'returned')
ORDER BY changed_at DESC, disclosure.id DESC
