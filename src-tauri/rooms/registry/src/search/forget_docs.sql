DELETE FROM search_doc
WHERE kind = :kind AND subject = :subject;
