UPDATE list_return SET answered = NULL WHERE answered = :answered
