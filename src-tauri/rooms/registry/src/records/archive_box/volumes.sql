SELECT book.year, book.volume, book.first_no, book.last_no, book.pages, book.place, book.bound_on,
    (SELECT name FROM staff WHERE staff.id = book.bound_by) AS bound_by
FROM bound_book AS book
WHERE book.year = :year
ORDER BY book.volume
