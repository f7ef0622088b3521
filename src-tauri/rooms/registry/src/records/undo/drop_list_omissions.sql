DELETE FROM list_omission WHERE list = :list
