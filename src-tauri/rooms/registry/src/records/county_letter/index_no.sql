SELECT index_no, address
FROM (
    SELECT letter.index_no, letter.address, 0 AS by_hand, letter.number AS position
    FROM county_letter AS letter
    JOIN outbox ON outbox.id = letter.answers
    WHERE outbox.disclosure = :disclosure AND letter.refused = 0
        AND (letter.index_no IS NOT NULL OR letter.address IS NOT NULL)
    UNION ALL
    SELECT index_no, address, 1, position
    FROM county_reported
    WHERE disclosure = :disclosure AND (index_no IS NOT NULL OR address IS NOT NULL)
)
ORDER BY index_no IS NULL, by_hand, position DESC
LIMIT 1
