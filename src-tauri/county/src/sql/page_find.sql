SELECT title, body, changed FROM page WHERE part = $1 AND township = $2 AND place = $3
