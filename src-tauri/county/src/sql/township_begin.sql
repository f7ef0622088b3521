UPDATE township SET down_count = 0, down_head = NULL
