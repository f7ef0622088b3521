DELETE FROM catalogue WHERE edition = :edition
