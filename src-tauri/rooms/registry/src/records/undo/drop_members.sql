DELETE FROM list_member WHERE list = :list
