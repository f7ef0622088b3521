SELECT disclosure.id, disclosure.title, disclosure.unit, list.village, planned_channel.channel,
    line.year, line.number, line.released_on
FROM disclosure
JOIN planned_channel ON planned_channel.disclosure = disclosure.id
JOIN register_line AS line ON line.disclosure = disclosure.id
LEFT JOIN list ON list.id = disclosure.list
WHERE disclosure.state = :state AND line.void_why IS NULL
    AND NOT EXISTS (
        SELECT 1 FROM posting
        WHERE posting.disclosure = disclosure.id AND posting.channel = planned_channel.channel)
ORDER BY line.released_on, disclosure.id, planned_channel.position
