INSERT INTO disclosure_plan (disclosure, copied_from, channels) VALUES (:id, :copied_from, :channels)
ON CONFLICT (disclosure) DO UPDATE
SET copied_from = excluded.copied_from, channels = excluded.channels
