INSERT INTO archive_boxed (item, box) VALUES (:item, :box)
