SELECT why, by, withdrawn_on, withdrawn_entered_at, withdrawn_entered_on
FROM withdrawal
WHERE disclosure = :id
