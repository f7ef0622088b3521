UPDATE disposal
SET phase = :phase, appraisers = :appraisers, approver = :approver, approved_on = :on,
    approved_entered_at = :entered_at, approved_entered_on = :entered_on
WHERE id = :id
