INSERT INTO import_under_way (sha256, path, file_name, choice,
    begun_by, begun_on, begun_entered_at, begun_entered_on)
VALUES (:sha256, :path, :file_name, :choice,
    :begun_by, :begun_on, :begun_entered_at, :begun_entered_on)
ON CONFLICT (sha256) DO UPDATE
SET path = excluded.path, file_name = excluded.file_name, choice = excluded.choice
