INSERT INTO county_period_report (id, position, kind, period, title, disclosure, figures, body, written_by,
    written_on, written_entered_at, written_entered_on)
SELECT :id, coalesce(max(position), 0) + 1, :kind, :period, :title, :disclosure, :figures, :body,
    :written_by, :written_on, :written_entered_at, :written_entered_on
FROM county_period_report
