UPDATE list_return SET answered = :answered WHERE id = :id
