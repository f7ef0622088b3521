SELECT document_no, subject, genre, keywords, interprets FROM disclosure_listing WHERE disclosure = :id
