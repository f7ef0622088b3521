SELECT public_key FROM signing_key WHERE township = $1 AND key_id = $2
