DELETE FROM import_omission WHERE sha256 = :sha256 AND sheet = :sheet AND row = :row
