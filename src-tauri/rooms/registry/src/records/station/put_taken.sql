INSERT INTO draft_taken (package, position, station, key, number, disclosure, content, standing, unit,
    provider, responsible, agreed_on, handed_by, handed_on, remark, taken_by, taken_on,
    taken_entered_at, taken_entered_on)
SELECT :package, coalesce(max(position), 0) + 1, :station, :key, :number, :disclosure, :content,
    :standing, :unit, :provider, :responsible, :agreed_on, :handed_by, :handed_on, :remark, :taken_by,
    :taken_on, :taken_entered_at, :taken_entered_on
FROM draft_taken
