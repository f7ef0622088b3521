SELECT year, number, by, released_on, released_entered_at, released_entered_on
FROM register_line
WHERE disclosure = :id
