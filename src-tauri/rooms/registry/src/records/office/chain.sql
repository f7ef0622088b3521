SELECT steps FROM chain
WHERE entry IN ('', :entry)
ORDER BY entry DESC
LIMIT 1
