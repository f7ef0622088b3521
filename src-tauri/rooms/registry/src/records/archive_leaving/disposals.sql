SELECT disposal.id, disposal.year, disposal.number, disposal.phase, disposal.made_on,
    (SELECT name FROM staff WHERE staff.id = disposal.made_by) AS made_by,
    disposal.appraisers, disposal.approver, disposal.approved_on,
    disposal.witnesses, disposal.place, disposal.method, disposal.carried_on
FROM disposal
WHERE (:id IS NULL OR disposal.id = :id)
ORDER BY disposal.year DESC, disposal.number DESC
