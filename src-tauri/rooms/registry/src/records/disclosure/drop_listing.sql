DELETE FROM disclosure_listing WHERE disclosure = :id
