SELECT id FROM disclosure WHERE id LIKE '%' || :ending LIMIT 3;
