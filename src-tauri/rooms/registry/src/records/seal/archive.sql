SELECT archive_item.year, archive_item.period, archive_item.organ, archive_item.number, archive_item.code,
    archive_refiled.why
FROM archive_item
LEFT JOIN archive_refiled ON archive_refiled.item = archive_item.id
WHERE archive_item.disclosure = :id
ORDER BY archive_item.code
