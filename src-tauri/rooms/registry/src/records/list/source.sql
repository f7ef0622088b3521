SELECT file_name, sha256, kind, into_draft, imported_by,
    imported_on, imported_entered_at, imported_entered_on
FROM list_import
WHERE id = :id
