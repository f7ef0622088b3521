SELECT code FROM archive_item WHERE disclosure = :disclosure
