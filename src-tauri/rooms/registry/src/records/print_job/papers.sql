SELECT paper, title, disclosure FROM print_job_paper WHERE job = :job ORDER BY position
