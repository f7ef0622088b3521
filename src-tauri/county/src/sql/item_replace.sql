-- What was wrong stays to be compared with what is right; its files, which bear no mark, do not.
UPDATE item SET state = 'corrected', replaced_by = $3, why = $4, ended_on = $5, has_copy = 0
WHERE id = $1 AND township = $2 AND state <> 'withdrawn'
