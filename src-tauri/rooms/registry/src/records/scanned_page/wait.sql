UPDATE scanned_page SET reason = :reason WHERE id = :id AND standing = 'waiting';
