DELETE FROM import_mend
WHERE sha256 = :sha256 AND sheet = :sheet AND row = :row AND position = :position
