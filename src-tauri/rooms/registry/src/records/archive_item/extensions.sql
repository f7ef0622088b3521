SELECT disposal_line.item, disposal_line.verdict, disposal.approved_on
FROM disposal_line
JOIN disposal ON disposal.id = disposal_line.disposal
WHERE disposal.approved_on IS NOT NULL AND disposal_line.verdict <> 'destroy'
ORDER BY disposal.approved_on
