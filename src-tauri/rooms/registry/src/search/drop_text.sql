DELETE FROM search_text
WHERE rowid = :id;
