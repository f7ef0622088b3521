SELECT item.id, item.edition, item.entry, item.title, item.class, item.formed_on,
    item.demanded_due, item.unit,
    list.village, signature.step, signature.signed_on, signature.later_on, signer.name AS signer,
    signature.kind = 'oral' AND signature.later_on IS NULL AS owed
FROM signature INDEXED BY signature_wanted
CROSS JOIN disclosure AS item ON item.id = signature.disclosure
LEFT JOIN staff AS signer ON signer.id = signature.signer
LEFT JOIN list ON list.id = item.list
WHERE signature.void_since IS NULL AND (
        (signature.kind = 'oral' AND signature.later_on IS NULL)
        OR (signature.kind = 'paper' AND signature.scan IS NULL)
        OR (signature.later_kind = 'paper' AND signature.later_scan IS NULL)
    )
ORDER BY signature.disclosure
LIMIT :limit
