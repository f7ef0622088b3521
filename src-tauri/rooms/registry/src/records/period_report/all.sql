SELECT report.id, report.kind, report.period, report.title, report.disclosure, report.figures,
    report.body, report.written_by, report.written_on, report.written_entered_at,
    report.written_entered_on, sealed.number
FROM county_period_report AS report
LEFT JOIN county_package AS sealed ON sealed.letter = report.id
ORDER BY report.position
