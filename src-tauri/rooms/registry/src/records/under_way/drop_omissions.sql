DELETE FROM import_omission WHERE sha256 = :sha256
