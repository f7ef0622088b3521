SELECT id FROM list
WHERE NOT EXISTS (SELECT 1 FROM disclosure WHERE disclosure.list = list.id)
