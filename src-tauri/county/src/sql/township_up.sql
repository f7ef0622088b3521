UPDATE township SET up_count = $2, up_head = $3 WHERE code = $1
