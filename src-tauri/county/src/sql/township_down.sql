UPDATE township SET down_count = $2, down_head = $3 WHERE code = $1
