SELECT disposal_line.item
FROM disposal_line
JOIN disposal ON disposal.id = disposal_line.disposal
WHERE disposal.phase IN ('appraising', 'approved')
