SELECT posting.disclosure, posting.channel, posting.place, posting.evidence, posting.posted_on,
    posting.taken_on, posting.taken_photo
FROM posting
JOIN register_line AS line ON line.disclosure = posting.disclosure
WHERE line.year = :year
ORDER BY posting.disclosure, posting.position
