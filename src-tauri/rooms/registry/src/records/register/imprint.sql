SELECT office_name, supervision_phone, posted_sheet, margin_marks
FROM register_line
WHERE disclosure = :disclosure
