SELECT id, position, made_for, no, handed_to, handed_how, receipt, handed_on, handed_entered_at,
    handed_entered_on
FROM copy
WHERE disclosure = :id
ORDER BY position
