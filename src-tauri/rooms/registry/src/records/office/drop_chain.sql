DELETE FROM chain WHERE entry = :entry
