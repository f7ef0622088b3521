INSERT INTO county_link (position, township, carrier, address, own_key, county_key)
VALUES (1, :township, :carrier, :address, :own_key, :county_key)
ON CONFLICT (position) DO UPDATE SET
    carrier = excluded.carrier,
    address = excluded.address,
    county_key = excluded.county_key
