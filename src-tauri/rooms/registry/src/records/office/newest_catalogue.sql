SELECT edition, text, adopted_on FROM catalogue ORDER BY position DESC LIMIT 1
