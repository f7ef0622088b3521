UPDATE scanned_page
SET standing = 'waiting',
    reason = :reason,
    aside_why = NULL,
    settled_by = NULL,
    settled_on = NULL,
    settled_entered_at = NULL,
    settled_entered_on = NULL
WHERE id = :id AND standing = 'set_aside';
