INSERT INTO county_letter_file (number, position, name, file)
VALUES (:number, :position, :name, :file)
