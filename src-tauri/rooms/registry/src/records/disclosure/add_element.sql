INSERT INTO disclosure_element (disclosure, element, text) VALUES (:id, :element, :text)
