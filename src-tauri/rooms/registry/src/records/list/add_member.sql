INSERT INTO list_member (list, row, id_hmac) VALUES (:list, :row, :id_hmac)
ON CONFLICT DO NOTHING
