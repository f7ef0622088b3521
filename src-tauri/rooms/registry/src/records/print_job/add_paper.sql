INSERT INTO print_job_paper (job, position, paper, title, disclosure, sheet)
VALUES (:job, :position, :paper, :title, :disclosure, :sheet)
