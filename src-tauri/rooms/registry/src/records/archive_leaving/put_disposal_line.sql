INSERT INTO disposal_line (disposal, position, item, why) VALUES (:disposal, :position, :item, '')
