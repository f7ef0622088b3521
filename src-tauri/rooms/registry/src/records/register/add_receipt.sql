UPDATE copy
SET receipt = :receipt
WHERE disclosure = :disclosure AND no = :no AND handed_on IS NOT NULL AND receipt IS NULL
