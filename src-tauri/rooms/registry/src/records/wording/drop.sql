DELETE FROM watched_word WHERE word = :word
