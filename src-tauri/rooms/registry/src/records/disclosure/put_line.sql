INSERT INTO register_line (book, year, number, disclosure, by,
    released_on, released_entered_at, released_entered_on, office_name, supervision_phone,
    posted_sheet, margin_marks)
VALUES (:book, :year, :number, :disclosure, :by,
    :released_on, :released_entered_at, :released_entered_on,
    coalesce((SELECT value FROM setting WHERE name = 'name'), ''),
    coalesce((SELECT value FROM setting WHERE name = 'supervision_phone'), ''),
    coalesce((SELECT value FROM setting WHERE name = 'posted_sheet'), ''),
    coalesce((SELECT value FROM setting WHERE name = 'margin_marks'), ''))
