SELECT state, edition, entry, title, class, body, formed_on, unit, provider, list, corrects, demanded_by, demanded_due,
    stage, chain, changed_on,
    opened_on, opened_entered_at, opened_entered_on
FROM disclosure
WHERE id = :id
