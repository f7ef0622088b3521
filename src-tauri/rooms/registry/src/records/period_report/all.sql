SELECT report.id, report.kind, report.period, report.title, report.disclosure, report.figures,
    report.body, report.written_by, report.written_on, report.written_entered_at,
    report.written_entered_on, sealed.number, brought.how, brought.brought_on
FROM county_period_report AS report
LEFT JOIN county_package AS sealed ON sealed.letter = report.id
LEFT JOIN county_period_brought AS brought
    ON brought.position = (
        SELECT max(later.position) FROM county_period_brought AS later WHERE later.report = report.id
    )
ORDER BY report.position
