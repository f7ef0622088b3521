INSERT INTO archive_part (item, position, kind, title, pages, file)
SELECT :instead, position, kind, title, pages, file
FROM archive_part
WHERE item = :item
