SELECT id, last_sequence
FROM desk
ORDER BY id;
