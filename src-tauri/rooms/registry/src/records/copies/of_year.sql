SELECT copy.id, copy.disclosure, copy.made_for, copy.no, copy.handed_to, copy.handed_how, copy.receipt,
    copy.handed_on, copy.handed_entered_at, copy.handed_entered_on,
    disclosure.title, disclosure.state, line.book, line.year, line.number, line.released_on,
    line.void_why IS NOT NULL AS void, place.place, place.kept_on
FROM register_line AS line
JOIN disclosure ON disclosure.id = line.disclosure
JOIN copy ON copy.disclosure = disclosure.id
LEFT JOIN copy_place AS place ON place.copy = copy.id AND place.position = (
    SELECT max(position) FROM copy_place WHERE copy_place.copy = copy.id)
WHERE line.year = :year
ORDER BY line.book DESC, line.number, copy.position
