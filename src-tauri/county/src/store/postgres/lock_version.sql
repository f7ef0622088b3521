-- Two servers that start at once: the second waits until the first has made the tables.
SELECT pg_advisory_xact_lock(1196120144)
