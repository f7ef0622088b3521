UPDATE archive_part SET pages = :pages WHERE item = :item AND position = :position
