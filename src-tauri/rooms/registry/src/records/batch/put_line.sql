INSERT INTO batch_sheet_line (sheet, position, disclosure, title, text_sha256)
VALUES (:sheet, :position, :disclosure, :title, :text_sha256)
