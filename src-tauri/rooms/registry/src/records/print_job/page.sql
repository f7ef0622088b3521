SELECT id, by, printer, copies, two_sided, sizes, pages, phase, reason, request,
    printed_on, printed_entered_at, printed_entered_on, count(*) OVER () AS total
FROM print_job
WHERE :disclosure IS NULL
    OR id IN (SELECT job FROM print_job_paper WHERE disclosure = :disclosure)
ORDER BY printed_entered_at DESC, id DESC
LIMIT :count OFFSET :from
