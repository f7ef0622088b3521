-- What was added before an item was filed anew counts for its line of today.
WITH RECURSIVE line (item, today) AS (
    SELECT item, item FROM disposal_line
    UNION
    SELECT line.item, archive_refiled.instead
    FROM line
    JOIN archive_refiled ON archive_refiled.item = line.today
)
SELECT line.today AS item, disposal_line.verdict, disposal.approved_on
FROM disposal_line
JOIN disposal ON disposal.id = disposal_line.disposal
JOIN line ON line.item = disposal_line.item
WHERE disposal.approved_on IS NOT NULL AND disposal_line.verdict <> 'destroy'
ORDER BY disposal.approved_on
