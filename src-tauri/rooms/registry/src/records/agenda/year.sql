SELECT line.released_on, item.edition, item.entry, item.formed_on,
    item.demanded_due,
    EXISTS (SELECT 1 FROM channel_to_post WHERE disclosure = item.id) AS waiting,
    (SELECT max(first_on) FROM (
        SELECT min(posting.posted_on) AS first_on FROM posting
        WHERE posting.disclosure = item.id
            AND posting.channel IN (SELECT channel FROM planned_channel WHERE disclosure = item.id)
        GROUP BY posting.channel
    )) AS last_posted_on
FROM register_line AS line
CROSS JOIN disclosure AS item ON item.id = line.disclosure
WHERE line.released_on BETWEEN :first AND :last AND line.book <> 'exempt' AND line.void_on IS NULL
ORDER BY line.released_on
