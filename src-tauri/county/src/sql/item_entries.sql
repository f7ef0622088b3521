SELECT entry, COUNT(*) AS items FROM item
WHERE part = 'disclosed' AND state <> 'corrected' GROUP BY entry ORDER BY entry
