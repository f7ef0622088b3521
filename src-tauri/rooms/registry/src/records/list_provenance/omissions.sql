SELECT row, why, left_by, left_on, left_entered_at, left_entered_on
FROM list_omission
WHERE list = :list
ORDER BY row
