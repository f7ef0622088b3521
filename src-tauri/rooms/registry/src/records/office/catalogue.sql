SELECT edition, text, adopted_on FROM catalogue WHERE edition = :edition
