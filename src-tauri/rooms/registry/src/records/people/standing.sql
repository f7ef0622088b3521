SELECT list.id, list.import, list.village, list.sheet, list.period, list.period_first, list.period_last, list.read,
    disclosure.id AS disclosure, disclosure.title, disclosure.state,
    list_import.sha256, list_import.imported_on, list_import.imported_entered_at
FROM list
JOIN disclosure ON disclosure.list = list.id
JOIN list_import ON list_import.id = list.import
WHERE list.kind = :kind AND disclosure.state NOT IN ('set_aside', 'corrected', 'withdrawn', 'exempt')
ORDER BY list_import.imported_entered_at, list.id, disclosure.id
