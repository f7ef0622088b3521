UPDATE item SET state = 'withdrawn', why = $3, ended_on = $4, body = '', summary = NULL,
                keywords = NULL, has_copy = 0
WHERE id = $1 AND township = $2
