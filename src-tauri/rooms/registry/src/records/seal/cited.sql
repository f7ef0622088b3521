SELECT id, document
FROM signature
WHERE disclosure = :id AND document IS NOT NULL
ORDER BY id
