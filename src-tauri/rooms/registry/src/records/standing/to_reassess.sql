SELECT item.id, item.edition, item.entry, item.title, item.class, item.formed_on,
    item.demanded_due, item.unit, NULL AS village,
    coalesce((SELECT max(assessed_on) FROM reassessment WHERE disclosure = item.id),
        line.released_on) AS assessed_on
FROM exemption
CROSS JOIN disclosure AS item ON item.id = exemption.disclosure
CROSS JOIN register_line AS line ON line.disclosure = item.id
WHERE item.state = 'exempt' AND line.void_on IS NULL
    AND NOT EXISTS (SELECT 1 FROM reassessment WHERE disclosure = item.id AND still = 0)
    AND coalesce((SELECT max(assessed_on) FROM reassessment WHERE disclosure = item.id),
        line.released_on) <= :until
ORDER BY assessed_on, item.id
LIMIT :limit
