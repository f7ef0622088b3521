SELECT id, title FROM disclosure WHERE list = :list ORDER BY id DESC LIMIT 1
