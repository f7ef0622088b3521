SELECT office, name, township, key FROM draft_address
