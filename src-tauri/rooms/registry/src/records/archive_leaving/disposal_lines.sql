SELECT position, item, verdict, why FROM disposal_line WHERE disposal = :disposal ORDER BY position
