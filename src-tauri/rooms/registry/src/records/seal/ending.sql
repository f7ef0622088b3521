SELECT 'withdrawal' AS kind, why, by, withdrawn_on, withdrawn_entered_at
FROM withdrawal
WHERE disclosure = :id
UNION ALL
SELECT 'exemption', ground, why, NULL, NULL
FROM exemption
WHERE disclosure = :id
