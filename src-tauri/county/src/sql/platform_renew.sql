UPDATE platform SET id = $1 WHERE place = 1
