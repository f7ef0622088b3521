DELETE FROM attachment WHERE item = $1
