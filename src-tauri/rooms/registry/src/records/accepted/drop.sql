DELETE FROM accepted_warning WHERE disclosure = :disclosure
