-- What was wrong is no longer told: the notice and the way to the right text stay.
UPDATE item SET state = 'corrected', replaced_by = $3, why = $4, ended_on = $5, body = '',
                summary = NULL, keywords = NULL, has_copy = 0
WHERE id = $1 AND township = $2 AND state <> 'withdrawn'
