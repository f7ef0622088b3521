SELECT id
FROM desk
WHERE gives_numbers = 1;
