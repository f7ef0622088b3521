SELECT edition, adopted_on FROM catalogue ORDER BY position DESC
