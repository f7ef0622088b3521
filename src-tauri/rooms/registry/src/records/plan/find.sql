SELECT copied_from, channels FROM disclosure_plan WHERE disclosure = :id
