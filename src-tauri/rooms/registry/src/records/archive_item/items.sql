SELECT item.id, item.disclosure, item.year, item.period, item.organ, item.number, item.code, item.title,
    item.document_no, item.responsible, item.dated_on, item.remark, item.basis,
    item.filed_on, item.filed_entered_at, item.filed_entered_on,
    (SELECT coalesce(sum(pages), 0) FROM archive_part WHERE archive_part.item = item.id) AS pages,
    boxed.box, archive_box.number AS box_number,
    (SELECT why FROM archive_hold WHERE archive_hold.item = item.id AND lifted_on IS NULL) AS held,
    EXISTS (SELECT 1 FROM archive_transferred WHERE archive_transferred.item = item.id) AS transferred,
    EXISTS (SELECT 1 FROM disposal_line JOIN disposal ON disposal.id = disposal_line.disposal
        WHERE disposal_line.item = item.id AND disposal.phase = 'carried_out'
            AND disposal_line.verdict = 'destroy') AS destroyed,
    refiled.why AS refiled_why,
    (SELECT code FROM archive_item AS now WHERE now.id = refiled.instead) AS refiled_to,
    disclosure.entry, line.year AS register_year, line.number AS register_number
FROM archive_item AS item
LEFT JOIN archive_boxed AS boxed ON boxed.item = item.id
LEFT JOIN archive_box ON archive_box.id = boxed.box
LEFT JOIN archive_refiled AS refiled ON refiled.item = item.id
LEFT JOIN disclosure ON disclosure.id = item.disclosure
LEFT JOIN register_line AS line ON line.disclosure = item.disclosure
WHERE (:id IS NULL OR item.id = :id)
    AND (:disclosure IS NULL OR (item.disclosure = :disclosure AND refiled.item IS NULL))
    AND (:code IS NULL OR item.code = :code)
    AND (:year IS NULL OR item.year = :year)
    AND (:until_year IS NULL OR item.year <= :until_year)
    AND (:box IS NULL OR boxed.box = :box)
    AND (:transfer IS NULL OR item.id IN (
        SELECT archive_transferred.item FROM archive_transferred WHERE transfer = :transfer))
ORDER BY item.year, item.period, item.organ, item.number
