UPDATE scanned_page
SET standing = :standing,
    aside_why = :aside_why,
    filed = :filed,
    disclosure = :disclosure,
    settled_by = :by,
    settled_on = :on,
    settled_entered_at = :entered_at,
    settled_entered_on = :entered_on
WHERE id = :id AND standing = 'waiting';
