SELECT id, step, signer, stands_in_for, enterer, kind, document, scan, opinion, secrecy,
    signed_on, signed_entered_at, signed_entered_on,
    later_kind, later_scan, later_on, later_entered_at, later_entered_on
FROM signature
WHERE disclosure = :disclosure AND void_since IS NULL
ORDER BY position
