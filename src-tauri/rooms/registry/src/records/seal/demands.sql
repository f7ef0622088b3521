SELECT demanded_by, demanded_due, stage
FROM disclosure
WHERE id = :id AND (demanded_by IS NOT NULL OR stage IS NOT NULL)
