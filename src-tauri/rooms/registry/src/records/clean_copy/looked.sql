SELECT l.looked_on, l.looked_entered_at, l.looked_entered_on, s.name
FROM picture_look AS l JOIN staff AS s ON s.id = l.looked_by
WHERE l.disclosure = :disclosure AND l.file = :file
