UPDATE scanned_page
SET standing = :standing,
    note = CASE WHEN :note = '' THEN note ELSE :note END,
    filed = :filed,
    disclosure = :disclosure,
    settled_by = :by,
    settled_on = :on,
    settled_entered_at = :entered_at,
    settled_entered_on = :entered_on
WHERE id = :id AND standing = 'waiting';
