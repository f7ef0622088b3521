DELETE FROM list_row_private WHERE list = :list
