UPDATE disclosure SET state = :state, chain = :chain WHERE id = :id
