INSERT INTO county_period_brought
    (position, report, how, brought_by, brought_on, brought_entered_at, brought_entered_on)
SELECT coalesce(max(position), 0) + 1, :report, :how, :brought_by, :brought_on, :brought_entered_at, :brought_entered_on
FROM county_period_brought
