INSERT INTO reassessment (disclosure, position, still, why, assessed_by, assessed_on,
    assessed_entered_at, assessed_entered_on)
SELECT :disclosure, coalesce(max(position), 0) + 1, :still, :why, :assessed_by, :assessed_on,
    :assessed_entered_at, :assessed_entered_on
FROM reassessment
WHERE disclosure = :disclosure
