SELECT id FROM platform WHERE place = 1 LIMIT 1
