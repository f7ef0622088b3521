INSERT INTO archive_item (id, disclosure, year, period, organ, number, code, title, document_no,
    responsible, dated_on, remark, basis, filed_by, filed_on, filed_entered_at, filed_entered_on)
VALUES (:id, :disclosure, :year, :period, :organ, :number, :code, :title, :document_no,
    :responsible, :dated_on, :remark, :basis, :by, :on, :entered_at, :entered_on)
