UPDATE register_line
SET void_why = :why, void_on = :on
WHERE book = :book AND year = :year AND number = :number AND void_why IS NULL
