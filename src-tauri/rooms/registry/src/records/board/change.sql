UPDATE board SET stands = :stands, village = :village, photo = :photo WHERE id = :id
