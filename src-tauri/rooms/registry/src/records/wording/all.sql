SELECT word, minded, better, why
FROM watched_word
ORDER BY word
