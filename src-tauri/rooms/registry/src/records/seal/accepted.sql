SELECT position, kind, place, warning, text_sha256, why, accepted_by, accepted_on,
    accepted_entered_at, accepted_entered_on
FROM accepted_warning
WHERE disclosure = :id
ORDER BY position
