DELETE FROM import_mend WHERE sha256 = :sha256
