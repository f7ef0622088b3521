SELECT disclosure, title, text_sha256 FROM batch_sheet_line WHERE sheet = :sheet ORDER BY position
