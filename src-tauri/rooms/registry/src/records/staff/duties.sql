SELECT duty FROM staff_duty WHERE staff = :staff
