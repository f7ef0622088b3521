INSERT INTO county_link (position, township, carrier, address, own_key, county_key, root, form, by_itself)
VALUES (1, :township, :carrier, :address, :own_key, :county_key, :root, :form, :by_itself)
ON CONFLICT (position) DO UPDATE SET
    township = CASE county_link.township WHEN '' THEN excluded.township ELSE county_link.township END,
    own_key = excluded.own_key,
    carrier = excluded.carrier,
    address = excluded.address,
    county_key = excluded.county_key,
    root = excluded.root,
    form = excluded.form,
    by_itself = excluded.by_itself
