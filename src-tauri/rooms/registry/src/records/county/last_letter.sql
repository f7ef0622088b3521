SELECT number, package, kind, head, content, answers, disclosure, told, refused, field, filed_at
FROM county_letter
ORDER BY number DESC
LIMIT 1
