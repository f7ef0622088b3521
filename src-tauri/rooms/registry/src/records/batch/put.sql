INSERT INTO batch_sheet (id, year, number, chain, printed_by,
    printed_on, printed_entered_at, printed_entered_on)
VALUES (:id, :year, :number, :chain, :printed_by,
    :printed_on, :printed_entered_at, :printed_entered_on)
