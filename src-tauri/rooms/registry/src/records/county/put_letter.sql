INSERT INTO county_letter (number, package, kind, head, content, answers, disclosure, told, refused, field, filed_at)
VALUES (:number, :package, :kind, :head, :content, :answers, :disclosure, :told, :refused, :field, :filed_at)
