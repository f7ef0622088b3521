UPDATE copy
SET handed_to = :handed_to, handed_how = :handed_how, receipt = :receipt, handed_on = :handed_on,
    handed_entered_at = :handed_entered_at, handed_entered_on = :handed_entered_on
WHERE disclosure = :disclosure AND no = :no
