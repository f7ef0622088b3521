SELECT year, period, organ, number, code FROM archive_item WHERE disclosure = :id
