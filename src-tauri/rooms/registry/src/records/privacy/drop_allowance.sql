DELETE FROM list_allowance
WHERE disclosure = :disclosure AND list = :list AND allowance = :allowance
