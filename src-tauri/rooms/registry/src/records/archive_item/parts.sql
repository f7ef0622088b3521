SELECT archive_part.position, archive_part.kind, archive_part.title, archive_part.pages,
    archive_part.file, file.media_kind
FROM archive_part
LEFT JOIN file ON file.id = archive_part.file
WHERE archive_part.item = :item
ORDER BY archive_part.position
