SELECT id, name FROM platform WHERE place = 1
