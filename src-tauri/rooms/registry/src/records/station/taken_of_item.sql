SELECT package, station, key, number, disclosure, content, standing, unit, provider, responsible,
    agreed_on, handed_by, handed_on, remark, taken_by, taken_on, taken_entered_at, taken_entered_on
FROM draft_taken
WHERE disclosure = :disclosure
ORDER BY position
