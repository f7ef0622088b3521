INSERT INTO clean_copy (file, clean, refused, next, removed, pictures)
VALUES (:file, :clean, :refused, :next, :removed, :pictures)
