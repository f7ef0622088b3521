SELECT cells FROM list_row_private WHERE list = :list AND row = :row
