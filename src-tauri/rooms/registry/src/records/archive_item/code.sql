SELECT code FROM archive_item WHERE disclosure = :disclosure
    AND NOT EXISTS (SELECT 1 FROM archive_refiled WHERE archive_refiled.item = archive_item.id)
