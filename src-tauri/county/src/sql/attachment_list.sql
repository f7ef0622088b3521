SELECT number, name, path, bytes FROM attachment WHERE item = $1 ORDER BY number
