INSERT INTO list_rule (meaning, audience, rule, settled_by, settled_on, settled_entered_at,
    settled_entered_on)
VALUES (:meaning, :audience, :rule, :settled_by, :settled_on, :settled_entered_at,
    :settled_entered_on)
ON CONFLICT (meaning, audience) DO UPDATE SET rule = excluded.rule,
    settled_by = excluded.settled_by, settled_on = excluded.settled_on,
    settled_entered_at = excluded.settled_entered_at,
    settled_entered_on = excluded.settled_entered_on
