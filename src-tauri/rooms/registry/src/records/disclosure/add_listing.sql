INSERT INTO disclosure_listing (disclosure, document_no, subject, genre, keywords, interprets)
VALUES (:id, :document_no, :subject, :genre, :keywords, :interprets)
