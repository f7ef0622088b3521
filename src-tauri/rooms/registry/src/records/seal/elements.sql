SELECT element, text FROM disclosure_element WHERE disclosure = :id ORDER BY element
