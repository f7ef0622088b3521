SELECT id FROM disclosure WHERE id >= :from AND id < :to LIMIT 3
