DELETE FROM list_row WHERE list = :list
