UPDATE desk
SET last_sequence = :sequence
WHERE id = :desk;
