SELECT id FROM item
WHERE township = $1 AND part = 'annual' AND entry = $2 AND state = 'current' AND id <> $3
