SELECT id FROM disclosure
WHERE entry = :entry
ORDER BY coalesce(formed_on, opened_on) DESC, id DESC
LIMIT :limit
