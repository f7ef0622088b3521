INSERT INTO print_job_paper (job, position, paper, title, disclosure)
VALUES (:job, :position, :paper, :title, :disclosure)
