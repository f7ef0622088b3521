INSERT INTO catalogue (edition, text, adopted_on, position)
VALUES (:edition, :text, :adopted_on, (SELECT coalesce(max(position), 0) + 1 FROM catalogue))
ON CONFLICT (edition) DO UPDATE
SET text = excluded.text, adopted_on = excluded.adopted_on, position = excluded.position
