UPDATE scanned_page
SET picture = :picture,
    width = :width,
    height = :height,
    width_mm = :width_mm,
    height_mm = :height_mm,
    sheet = :sheet,
    sheet_page = :sheet_page,
    sheet_pages = :sheet_pages,
    reason = :reason,
    note = :note
WHERE id = :id AND standing = 'waiting';
