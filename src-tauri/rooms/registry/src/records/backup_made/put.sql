INSERT INTO backup_made (name, place, sha256, bytes, files, missing, entries, made_on,
    made_entered_at, made_entered_on)
VALUES (:name, :place, :sha256, :bytes, :files, :missing, :entries, :made_on,
    :made_entered_at, :made_entered_on)
