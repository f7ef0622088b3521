SELECT number, platform, series_no, signed_with, package, kind, head, content, answers, disclosure, told, refused, field, index_no, address, due, filed_at
FROM county_letter
ORDER BY number
