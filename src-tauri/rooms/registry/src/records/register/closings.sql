SELECT book, year, lines, sha256 FROM register_closing ORDER BY book, year
