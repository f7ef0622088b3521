UPDATE disclosure SET changed_on = :on WHERE id = :id
