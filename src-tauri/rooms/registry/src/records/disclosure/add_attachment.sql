INSERT INTO disclosure_attachment (disclosure, position, file) VALUES (:id, :position, :file)
