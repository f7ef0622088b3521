SELECT count(*) AS filed FROM disclosure WHERE edition = :edition
