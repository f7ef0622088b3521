UPDATE staff SET left_on = :left_on WHERE id = :id
