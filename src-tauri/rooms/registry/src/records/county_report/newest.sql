SELECT
    position, letter, way, address, told_to, index_no, reported_by, reported_on, reported_entered_at, reported_entered_on,
    kind, disclosure, finding, why, snapshot, looked_on
FROM county_reported
ORDER BY position DESC
LIMIT :count
