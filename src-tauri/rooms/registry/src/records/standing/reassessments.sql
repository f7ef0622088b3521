SELECT still, why, assessed_by, assessed_on, assessed_entered_at, assessed_entered_on
FROM reassessment
WHERE disclosure = :disclosure
ORDER BY position
