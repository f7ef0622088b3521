SELECT line.year, line.number, line.disclosure, line.released_on, line.released_entered_at,
    line.released_entered_on, line.void_why, line.void_on, count(*) OVER () AS total
FROM register_line AS line
JOIN disclosure ON disclosure.id = line.disclosure
WHERE line.book = :book AND line.year = :year
    AND (:text IS NULL
        OR instr(disclosure.title, :text) > 0
        OR instr(coalesce(disclosure.unit, ''), :text) > 0
        OR instr(disclosure.entry, :text) > 0
        OR instr(printf('%04d-%04d', line.year, line.number), :text) > 0
        OR instr(coalesce(line.void_why, ''), :text) > 0
        OR EXISTS (SELECT 1 FROM posting
            WHERE posting.disclosure = line.disclosure AND instr(posting.place, :text) > 0))
ORDER BY line.number
LIMIT :count OFFSET :from
