INSERT INTO staff (id, name, unit, added_on) VALUES (:id, :name, :unit, :added_on)
ON CONFLICT (id) DO UPDATE SET unit = excluded.unit
