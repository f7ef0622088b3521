SELECT number, package, disclosure, office, said, head, content, responsible, agreed_on, handed_by,
    handed_on, handed_entered_at, handed_entered_on
FROM draft_handed
ORDER BY number
