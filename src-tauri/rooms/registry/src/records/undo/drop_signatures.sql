DELETE FROM signature WHERE disclosure = :id
