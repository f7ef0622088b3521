DELETE FROM disclosure_plan WHERE disclosure = :id
