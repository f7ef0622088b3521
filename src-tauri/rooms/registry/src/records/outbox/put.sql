INSERT INTO outbox (id, kind, disclosure, written_at, letter)
VALUES (:id, :kind, :disclosure, :written_at, :letter)
