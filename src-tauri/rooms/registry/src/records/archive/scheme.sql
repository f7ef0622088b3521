SELECT text FROM archive_scheme ORDER BY position DESC LIMIT 1
