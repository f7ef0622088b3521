UPDATE list_return SET answered = sha256 WHERE sha256 = :sha256 AND answered IS NULL
