-- What follows a step is known by what it was copied from, or by entry and title without the word for
-- the step.
SELECT item.id, item.edition, item.entry, item.title, item.class, item.formed_on,
    item.demanded_due, item.unit, list.village, item.stage, line.released_on
FROM disclosure AS item
CROSS JOIN register_line AS line ON line.disclosure = item.id
LEFT JOIN list ON list.id = item.list
WHERE item.stage IN ('before', 'during') AND item.state = 'released' AND line.void_on IS NULL
    AND NOT EXISTS (
        SELECT 1 FROM disclosure AS later
        LEFT JOIN disclosure_plan AS plan ON plan.disclosure = later.id
        WHERE later.stage IN ('during', 'after')
            AND later.stage <> item.stage
            AND later.state NOT IN ('set_aside', 'withdrawn')
            AND (plan.copied_from = item.id
                OR (later.entry = item.entry
                    AND replace(replace(replace(later.title, '事前', ''), '事中', ''), '事后', '')
                        = replace(replace(replace(item.title, '事前', ''), '事中', ''), '事后', '')))
    )
ORDER BY line.released_on, item.id
LIMIT :limit
