SELECT row, cells
FROM list_row
WHERE list = :list AND row BETWEEN :first AND :last
ORDER BY row
