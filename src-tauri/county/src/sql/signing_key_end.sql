UPDATE signing_key SET until = $3 WHERE township = $1 AND key_id <> $2 AND until IS NULL
