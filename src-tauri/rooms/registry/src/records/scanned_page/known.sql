SELECT scanned_page.standing
FROM scanned_page
JOIN file ON file.id = scanned_page.original
WHERE file.sha256 = :sha256
LIMIT 1;
