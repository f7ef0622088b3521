SELECT id, kind, disclosure, written_at, letter FROM outbox ORDER BY position
