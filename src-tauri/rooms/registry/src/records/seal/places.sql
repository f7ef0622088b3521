SELECT copy_place.copy, copy_place.position, copy_place.place, copy_place.kept_on,
    copy_place.kept_entered_at, copy_place.kept_entered_on
FROM copy_place
JOIN copy ON copy.id = copy_place.copy
WHERE copy.disclosure = :id
ORDER BY copy.position, copy_place.position
