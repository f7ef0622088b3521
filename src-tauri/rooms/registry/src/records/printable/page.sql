-- What fits is counted whole, but only what is shown is looked up; lines of the books come from the
-- narrow table, so that a year is found without reading every text of ten years.
WITH known AS (
    SELECT disclosure AS id, year, number, released_on FROM register_line
    WHERE book IN ('public', 'internal', 'exempt')
        AND year BETWEEN coalesce(:year, -9999) AND coalesce(:year, 9999)
    UNION ALL
    SELECT id, NULL, NULL, NULL FROM disclosure
    WHERE state IN ('draft', 'returned', 'submitted', 'proofread', 'reviewed', 'agreed',
            'approved', 'exempt')
        AND id NOT IN (SELECT disclosure FROM register_line)
        AND (:year IS NULL
            OR :year = CAST(substr(coalesce(formed_on, opened_on), 1, 4) AS INTEGER))
), fit AS (
    SELECT known.id, known.year, known.number, known.released_on, count(*) OVER () AS total
    FROM known JOIN disclosure AS item ON item.id = known.id
    WHERE (:state IS NULL OR item.state = :state)
        AND (:paper <> 'changes' OR item.list IS NOT NULL)
        AND (:paper <> 'online' OR item.class = 'proactive')
        AND (:village IS NULL OR item.list IN (SELECT id FROM list WHERE village = :village))
        AND (:entry IS NULL OR item.entry = :entry)
        AND (:text IS NULL OR instr(item.title, :text) > 0
            OR instr(printf('%04d-%04d', known.year, known.number), :text) > 0)
        AND (NOT :unprinted OR NOT EXISTS (
            SELECT 1 FROM print_job_paper AS printed
            JOIN print_job AS job ON job.id = printed.job
            WHERE printed.disclosure = known.id AND printed.paper = :paper
                AND job.phase IN ('sent', 'saved')))
    ORDER BY known.year IS NULL DESC, known.year DESC, known.number DESC, known.id DESC
    LIMIT :count OFFSET :from
)
SELECT disclosure.id, disclosure.state, disclosure.entry, disclosure.title, fit.year, fit.number,
    fit.released_on, list.village, fit.total,
    (SELECT max(job.printed_on) FROM print_job_paper AS printed
     JOIN print_job AS job ON job.id = printed.job
     WHERE printed.disclosure = disclosure.id AND printed.paper = :paper
        AND job.phase IN ('sent', 'saved')) AS printed_on
FROM fit
JOIN disclosure ON disclosure.id = fit.id
LEFT JOIN list ON list.id = disclosure.list
ORDER BY fit.year IS NULL DESC, fit.year DESC, fit.number DESC, fit.id DESC
