SELECT township, carrier, address, own_key, county_key, platform, taken, agreed, looked_at
FROM county_link
