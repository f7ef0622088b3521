SELECT sheet, row, title, rule, said, name, id_hmac
FROM list_return_fault
WHERE slip = :slip
ORDER BY position
