INSERT INTO accepted_warning (disclosure, position, kind, place, warning, text_sha256, why, accepted_by,
    accepted_on, accepted_entered_at, accepted_entered_on)
SELECT :disclosure, coalesce(max(position), 0) + 1, :kind, :place, :warning, :text_sha256, :why,
    :accepted_by, :accepted_on, :accepted_entered_at, :accepted_entered_on
FROM accepted_warning
WHERE disclosure = :disclosure
