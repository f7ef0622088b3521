DELETE FROM list_mend WHERE list = :list
