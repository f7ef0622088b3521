INSERT INTO search_doc (kind, subject, part)
VALUES (:kind, :subject, :part);
