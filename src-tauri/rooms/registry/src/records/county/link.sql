SELECT township, carrier, address, own_key, county_key, root, form, by_itself, platform, taken, agreed, looked_at
FROM county_link
