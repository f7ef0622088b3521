DELETE FROM search_text
WHERE rowid IN (SELECT id FROM search_doc WHERE kind = :kind AND subject = :subject);
