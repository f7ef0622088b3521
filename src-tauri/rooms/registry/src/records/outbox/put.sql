INSERT INTO outbox (id, position, kind, disclosure, written_at, letter)
SELECT :id, coalesce(max(position), 0) + 1, :kind, :disclosure, :written_at, :letter
FROM outbox
