SELECT subject_id, facts
FROM (
    SELECT subject_id, facts,
        row_number() OVER (PARTITION BY subject_id ORDER BY sequence DESC) AS place
    FROM audit_entry
    WHERE subject_kind = 'disclosure'
)
WHERE place = 1
