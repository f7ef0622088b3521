SELECT id FROM disclosure
WHERE state IN ('draft', 'returned', 'submitted', 'proofread', 'reviewed', 'agreed')
ORDER BY id
