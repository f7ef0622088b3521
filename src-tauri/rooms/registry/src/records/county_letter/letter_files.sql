SELECT name, file FROM county_letter_file WHERE number = :number ORDER BY position
