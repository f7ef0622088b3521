DELETE FROM list_allowance WHERE disclosure = :disclosure
