SELECT bytes
FROM secret
WHERE name = 'id-numbers';
