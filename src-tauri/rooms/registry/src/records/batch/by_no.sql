SELECT id, year, number, chain, printed_by, printed_on, printed_entered_at, printed_entered_on
FROM batch_sheet
WHERE year = :year AND number = :number
