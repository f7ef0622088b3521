DELETE FROM import_under_way WHERE sha256 = :sha256
