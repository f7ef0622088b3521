SELECT search_doc.kind, search_doc.subject, search_doc.part
FROM search_text
JOIN search_doc ON search_doc.id = search_text.rowid
WHERE search_text MATCH :query
ORDER BY search_text.rowid DESC
LIMIT :limit;
