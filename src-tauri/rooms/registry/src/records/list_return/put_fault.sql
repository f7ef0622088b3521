INSERT INTO list_return_fault (slip, position, sheet, row, title, rule, said, name, id_hmac)
VALUES (:slip, :position, :sheet, :row, :title, :rule, :said, :name, :id_hmac)
