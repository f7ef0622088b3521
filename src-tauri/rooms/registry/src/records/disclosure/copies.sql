SELECT id, made_for, no FROM copy WHERE disclosure = :id ORDER BY position
