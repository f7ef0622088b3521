DELETE FROM disclosure_element WHERE disclosure = :id
