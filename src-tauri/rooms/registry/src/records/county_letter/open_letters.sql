SELECT
    letter.number, letter.platform, letter.series_no, letter.signed_with, letter.package, letter.kind, letter.head, letter.content, letter.answers, letter.disclosure,
    letter.told, letter.refused, letter.field, letter.index_no, letter.address, letter.due, letter.filed_at
FROM county_letter AS letter
LEFT JOIN outbox AS answered ON answered.id = letter.answers
WHERE (letter.refused = 1 OR letter.kind <> 'receipt')
    AND NOT EXISTS (SELECT 1 FROM county_letter_mark AS mark WHERE mark.number = letter.number)
    AND NOT (letter.refused = 1 AND EXISTS (
        SELECT 1
        FROM outbox AS later
        JOIN disclosure ON disclosure.id = later.disclosure
        WHERE later.position > letter.after
            AND coalesce(letter.disclosure, answered.disclosure) IN (disclosure.id, disclosure.corrects)
    ))
ORDER BY letter.number
