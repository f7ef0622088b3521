DELETE FROM disclosure_attachment WHERE disclosure = :id
