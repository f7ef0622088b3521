SELECT mark.number, mark.note, mark.marked_on, staff.name
FROM county_letter_mark AS mark
JOIN staff ON staff.id = mark.marked_by
