UPDATE disclosure
SET entry = :entry, title = :title, class = :class, body = :body, formed_on = :formed_on,
    unit = :unit, provider = :provider, list = :list, corrects = :corrects,
    demanded_by = :demanded_by, demanded_due = :demanded_due, stage = :stage
WHERE id = :id
