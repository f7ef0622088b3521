SELECT paper, title, disclosure, sheet FROM print_job_paper WHERE job = :job ORDER BY position
