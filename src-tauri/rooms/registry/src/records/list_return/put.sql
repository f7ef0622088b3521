INSERT INTO list_return (id, sha256, file_name, kind, village, period, due, returned_by, returned_on, returned_entered_at, returned_entered_on)
VALUES (:id, :sha256, :file_name, :kind, :village, :period, :due, :returned_by, :returned_on, :returned_entered_at, :returned_entered_on)
