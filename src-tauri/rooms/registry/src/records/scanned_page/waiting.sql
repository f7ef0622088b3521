SELECT count(*) AS waiting FROM scanned_page WHERE standing = 'waiting';
