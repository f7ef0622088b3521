SELECT code, name, key_hash, added, closed, up_count, up_head, down_count, down_head
FROM township ORDER BY code
