SELECT position, matter, entries, period, basis, from_on, until_on
FROM retention_line
ORDER BY position
