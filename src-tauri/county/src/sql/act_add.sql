INSERT INTO act (at, who, what, about) VALUES ($1, $2, $3, $4)
