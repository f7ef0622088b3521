SELECT year, number
FROM batch_sheet
WHERE EXISTS (
    SELECT 1
    FROM batch_sheet_line AS line
    JOIN disclosure ON disclosure.id = line.disclosure
    WHERE line.sheet = batch_sheet.id
        AND disclosure.state IN ('draft', 'returned', 'submitted', 'proofread', 'reviewed', 'agreed'))
ORDER BY year DESC, number DESC
