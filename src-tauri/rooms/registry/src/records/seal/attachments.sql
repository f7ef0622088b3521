SELECT position, file FROM disclosure_attachment WHERE disclosure = :id ORDER BY position
