SELECT meaning, audience, rule
FROM list_rule
ORDER BY meaning, audience
