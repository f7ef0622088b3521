SELECT office, key, name, compared_by, compared_on, compared_entered_at, compared_entered_on
FROM draft_station
ORDER BY compared_entered_at, office, key
