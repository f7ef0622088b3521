-- Touches the row and thereby holds it: two packages of one township go one after the other.
UPDATE township SET up_count = up_count WHERE code = $1
RETURNING code, name, key_hash, added, closed, up_count, up_head, down_count, down_head
