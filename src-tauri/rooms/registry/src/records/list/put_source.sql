INSERT INTO list_import (id, file_name, sha256, kind, into_draft, imported_by,
    imported_on, imported_entered_at, imported_entered_on)
VALUES (:id, :file_name, :sha256, :kind, :into, :imported_by,
    :imported_on, :imported_entered_at, :imported_entered_on)
