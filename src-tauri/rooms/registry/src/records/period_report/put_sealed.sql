INSERT INTO county_package (number, letter, head, content, sealed_at)
VALUES (:number, :letter, :head, :content, :sealed_at)
