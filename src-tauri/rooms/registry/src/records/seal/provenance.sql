SELECT package, station, key, content, standing, unit, provider, responsible, agreed_on, handed_by,
    handed_on, remark
FROM draft_taken
WHERE disclosure = :id
ORDER BY position
