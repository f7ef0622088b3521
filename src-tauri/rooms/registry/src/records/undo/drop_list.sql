DELETE FROM list WHERE id = :list
