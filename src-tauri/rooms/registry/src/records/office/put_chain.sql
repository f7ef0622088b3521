INSERT INTO chain (entry, steps) VALUES (:entry, :steps)
ON CONFLICT (entry) DO UPDATE SET steps = excluded.steps
