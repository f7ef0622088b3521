SELECT scanned_page.id, scanned_page.original, scanned_page.page, scanned_page.picture,
    scanned_page.width, scanned_page.height, scanned_page.width_mm, scanned_page.height_mm,
    scanned_page.sheet, scanned_page.sheet_page, scanned_page.sheet_pages,
    scanned_page.standing, scanned_page.reason, scanned_page.note, scanned_page.aside_why,
    scanned_page.filed, scanned_page.disclosure, scanned_page.taken_on, scanned_page.taken_entered_at,
    scanned_page.taken_entered_on, scanned_page.settled_on, file.original_name
FROM scanned_page
JOIN file ON file.id = scanned_page.original
WHERE (:id IS NULL OR scanned_page.id = :id)
    AND (:standing IS NULL OR scanned_page.standing = :standing)
    AND (:sheet IS NULL OR scanned_page.sheet = :sheet)
ORDER BY
    scanned_page.taken_entered_at,
    file.original_name,
    scanned_page.page,
    scanned_page.id;
