INSERT INTO copy (id, disclosure, position, made_for, no)
VALUES (:id, :disclosure, :position, :made_for, :no)
