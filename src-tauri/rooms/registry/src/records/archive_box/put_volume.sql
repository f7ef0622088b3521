INSERT INTO bound_book (year, volume, first_no, last_no, pages, place,
    bound_by, bound_on, bound_entered_at, bound_entered_on)
VALUES (:year, :volume, :first_no, :last_no, :pages, :place, :by, :on, :entered_at, :entered_on)
