UPDATE disposal SET phase = :phase WHERE id = :id
