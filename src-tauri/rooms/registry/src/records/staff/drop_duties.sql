DELETE FROM staff_duty WHERE staff = :staff
