INSERT INTO list_row (list, row, cells) VALUES (:list, :row, :cells)
