SELECT id
FROM search_doc
WHERE kind = :kind AND subject = :subject AND part = :part;
