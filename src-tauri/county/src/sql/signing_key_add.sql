INSERT INTO signing_key (township, key_id, public_key, since) VALUES ($1, $2, $3, $4)
ON CONFLICT (township, key_id) DO UPDATE SET until = NULL
