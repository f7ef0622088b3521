UPDATE stand_in SET ended_on = :ended_on WHERE id = :id
