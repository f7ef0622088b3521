INSERT INTO county_letter
    (number, platform, series_no, signed_with, package, kind, head, content, answers, disclosure, told, refused, field, index_no, address, due, after, filed_at)
SELECT
    :number, :platform, :series_no, :signed_with, :package, :kind, :head, :content, :answers, :disclosure, :told, :refused, :field, :index_no, :address, :due,
    coalesce((SELECT position FROM outbox WHERE id = :answers), max(position), 0), :filed_at
FROM outbox
