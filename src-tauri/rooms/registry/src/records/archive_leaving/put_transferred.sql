INSERT INTO archive_transferred (item, transfer) VALUES (:item, :transfer)
