SELECT posting.id AS posting, posting.channel, posting.place, posting.evidence, posting.posted_on,
    disclosure.id, disclosure.state, disclosure.title, disclosure.edition, disclosure.entry,
    line.year, line.number
FROM posting
JOIN disclosure ON disclosure.id = posting.disclosure
JOIN register_line AS line ON line.disclosure = disclosure.id
WHERE posting.taken_on IS NULL
ORDER BY posting.posted_on, posting.id
