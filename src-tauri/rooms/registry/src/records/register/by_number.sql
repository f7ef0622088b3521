SELECT disclosure FROM register_line WHERE year = :year AND number = :number ORDER BY book DESC
