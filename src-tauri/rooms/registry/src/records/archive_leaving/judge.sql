UPDATE disposal_line SET verdict = :verdict, why = :why
WHERE disposal = :disposal AND position = :position
