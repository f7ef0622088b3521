INSERT INTO list_row_private (list, row, cells, id_hmac) VALUES (:list, :row, :cells, :id_hmac)
