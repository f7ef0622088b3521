DELETE FROM disclosure_version WHERE disclosure = :id
