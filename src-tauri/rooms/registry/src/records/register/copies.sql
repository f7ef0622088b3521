SELECT id, made_for, no, handed_to, handed_how, receipt,
    handed_on, handed_entered_at, handed_entered_on
FROM copy
WHERE disclosure = :disclosure
ORDER BY position
