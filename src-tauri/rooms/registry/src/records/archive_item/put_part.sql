INSERT INTO archive_part (item, position, kind, title, pages, file)
VALUES (:item, (SELECT coalesce(max(position), 0) + 1 FROM archive_part WHERE item = :item),
    :kind, :title, :pages, :file)
