SELECT disclosure.id AS disclosure, list.id AS list, list.into_draft
FROM list
JOIN disclosure ON disclosure.list = list.id
WHERE list.import = :import
ORDER BY disclosure.id
