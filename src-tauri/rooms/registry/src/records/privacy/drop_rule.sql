DELETE FROM list_rule WHERE meaning = :meaning AND audience = :audience
