SELECT id, kind, disclosure, written_at, letter FROM outbox WHERE disclosure = :disclosure ORDER BY position
