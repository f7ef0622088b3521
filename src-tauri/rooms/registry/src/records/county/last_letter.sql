SELECT coalesce(max(number), 0) AS number FROM county_letter
