SELECT id, taken_photo
FROM posting
WHERE disclosure = :id AND taken_photo IS NOT NULL
ORDER BY position
