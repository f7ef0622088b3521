SELECT list, allowance, why, reviewer, enterer, given_on, given_entered_at, given_entered_on
FROM list_allowance
WHERE disclosure = :id
ORDER BY list, allowance
