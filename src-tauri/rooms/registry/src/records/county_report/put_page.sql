INSERT INTO county_page
    (position, report, finding, why, snapshot, looked_by, looked_on, looked_entered_at, looked_entered_on)
SELECT
    coalesce(max(position), 0) + 1, :report, :finding, :why, :snapshot,
    :looked_by, :looked_on, :looked_entered_at, :looked_entered_on
FROM county_page
