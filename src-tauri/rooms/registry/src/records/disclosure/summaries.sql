SELECT disclosure.id, disclosure.state, disclosure.entry, disclosure.title, disclosure.class,
    disclosure.formed_on, line.book, line.year, line.number, line.released_on,
    line.void_why IS NOT NULL AS void,
    (SELECT signer FROM signature
     WHERE signature.disclosure = disclosure.id AND void_since IS NULL AND position = 1) AS drafter
FROM disclosure
LEFT JOIN register_line AS line ON line.disclosure = disclosure.id
WHERE (:state IS NULL OR disclosure.state = :state)
    AND (:year IS NULL OR :year = coalesce(
        line.year,
        CAST(substr(coalesce(disclosure.formed_on, disclosure.opened_on), 1, 4) AS INTEGER)))
ORDER BY disclosure.id
