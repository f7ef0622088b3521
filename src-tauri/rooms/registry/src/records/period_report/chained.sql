SELECT sealed.number, sealed.letter, sealed.head, sealed.content, sealed.sealed_at,
    coalesce(outbox.kind, county_period_report.kind) AS kind
FROM county_package AS sealed
LEFT JOIN outbox ON outbox.id = sealed.letter
LEFT JOIN county_period_report ON county_period_report.id = sealed.letter
WHERE sealed.number = :number
