INSERT INTO draft_address (position, office, name, township, key)
VALUES (1, :office, :name, :township, :key)
ON CONFLICT (position) DO UPDATE SET
    office = excluded.office,
    name = excluded.name,
    township = excluded.township,
    key = excluded.key
