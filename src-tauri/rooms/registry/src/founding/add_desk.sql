INSERT INTO desk (id, name, gives_numbers)
VALUES (:id, :name, 1);
