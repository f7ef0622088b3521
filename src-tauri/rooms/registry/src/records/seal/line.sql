SELECT book, year, number, by, released_on, released_entered_at, released_entered_on,
    office_name, supervision_phone, posted_sheet, margin_marks, void_why, void_on
FROM register_line
WHERE disclosure = :id
