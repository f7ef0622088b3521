UPDATE disclosure
SET entry = :entry, title = :title, class = :class, body = :body, formed_on = :formed_on,
    unit = :unit, provider = :provider, list = :list, corrects = :corrects
WHERE id = :id
