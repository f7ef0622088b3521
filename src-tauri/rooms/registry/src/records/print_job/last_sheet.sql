SELECT print_job_paper.sheet
FROM print_job_paper
JOIN print_job ON print_job.id = print_job_paper.job
WHERE print_job_paper.disclosure = :disclosure
    AND print_job_paper.sheet IS NOT NULL
    AND print_job.phase IN ('sent', 'saved')
    AND print_job.printed_entered_at >= :since
ORDER BY print_job.printed_entered_at DESC, print_job.id DESC
LIMIT 1
