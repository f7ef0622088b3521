SELECT id, channel, place, evidence, posted_on, posted_entered_at, posted_entered_on,
    taken_on, taken_entered_at, taken_entered_on, taken_photo
FROM posting
WHERE disclosure = :id
ORDER BY position
