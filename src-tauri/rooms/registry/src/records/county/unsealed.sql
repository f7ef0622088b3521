SELECT id, kind, disclosure, written_at, letter
FROM outbox
WHERE NOT EXISTS (SELECT 1 FROM county_package WHERE county_package.letter = outbox.id)
    AND NOT EXISTS (SELECT 1 FROM county_report WHERE county_report.letter = outbox.id)
ORDER BY position
