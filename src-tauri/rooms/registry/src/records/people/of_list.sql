SELECT list_row.row, list_row.cells, list_row_private.id_hmac
FROM list_row
LEFT JOIN list_row_private USING (list, row)
WHERE list_row.list = :list
ORDER BY list_row.row
