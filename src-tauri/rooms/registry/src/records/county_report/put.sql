INSERT INTO county_report
    (position, letter, way, address, told_to, index_no, reported_by, reported_on, reported_entered_at, reported_entered_on)
SELECT
    coalesce(max(position), 0) + 1, :letter, :way, :address, :told_to, :index_no,
    :reported_by, :reported_on, :reported_entered_at, :reported_entered_on
FROM county_report
