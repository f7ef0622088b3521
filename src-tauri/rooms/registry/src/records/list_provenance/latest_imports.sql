SELECT id, file_name, sha256, into_draft, imported_by,
    imported_on, imported_entered_at, imported_entered_on
FROM list_import
ORDER BY imported_entered_at DESC, id DESC
LIMIT :most
