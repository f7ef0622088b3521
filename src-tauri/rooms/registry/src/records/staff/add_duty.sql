INSERT INTO staff_duty (staff, duty) VALUES (:staff, :duty)
