SELECT box.id, box.year, box.period, box.organ, box.number, box.spine, box.packed_on,
    (SELECT name FROM staff WHERE staff.id = box.packed_by) AS packed_by,
    place.room, place.cabinet, place.shelf
FROM archive_box AS box
LEFT JOIN archive_box_place AS place ON place.box = box.id AND place.position = (
    SELECT max(position) FROM archive_box_place WHERE archive_box_place.box = box.id)
WHERE (:id IS NULL OR box.id = :id) AND (:year IS NULL OR box.year = :year)
ORDER BY box.year, box.period, box.organ, box.number
