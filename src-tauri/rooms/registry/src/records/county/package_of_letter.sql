SELECT sealed.number, sealed.letter, outbox.kind, outbox.disclosure, sealed.head, sealed.content, sealed.sealed_at
FROM county_package AS sealed
JOIN outbox ON outbox.id = sealed.letter
WHERE sealed.letter = :letter
