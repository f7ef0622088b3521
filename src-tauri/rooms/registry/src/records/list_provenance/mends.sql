SELECT row, position, original, mended_by, mended_on, mended_entered_at, mended_entered_on
FROM list_mend
WHERE list = :list
ORDER BY row, position
