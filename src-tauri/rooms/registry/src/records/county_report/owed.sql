SELECT
    position, letter, way, address, told_to, index_no, reported_by, reported_on, reported_entered_at, reported_entered_on,
    kind, disclosure, finding, why, snapshot, looked_on
FROM county_reported
WHERE way = 'page' AND (finding IS NULL OR finding NOT IN ('right', 'gone', 'seen'))
ORDER BY position
