SELECT why, by, made_on, made_entered_at, made_entered_on
FROM disclosure_remark
WHERE disclosure = :id AND kind = :kind
