SELECT answer.refused
FROM county_letter AS answer
JOIN county_package AS sealed ON sealed.letter = answer.answers
JOIN outbox ON outbox.id = sealed.letter
WHERE outbox.disclosure = :disclosure AND outbox.kind IN ('disclosure', 'correction')
ORDER BY answer.number DESC
LIMIT 1
