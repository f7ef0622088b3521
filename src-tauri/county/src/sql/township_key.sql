UPDATE township SET key_hash = $2, closed = NULL WHERE code = $1
