INSERT INTO list_allowance (disclosure, list, allowance, why, reviewer, enterer, given_on,
    given_entered_at, given_entered_on)
VALUES (:disclosure, :list, :allowance, :why, :reviewer, :enterer, :given_on, :given_entered_at,
    :given_entered_on)
