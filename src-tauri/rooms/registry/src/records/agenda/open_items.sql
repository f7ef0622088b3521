SELECT item.id, item.state, item.edition, item.entry, item.title, item.class, item.formed_on,
    item.demanded_due, item.unit, item.chain, item.opened_on, list.village,
    (SELECT count(*) FROM signature
     WHERE signature.disclosure = item.id AND signature.void_since IS NULL) AS signed,
    (SELECT signer FROM signature
     WHERE signature.disclosure = item.id AND signature.void_since IS NULL
     ORDER BY signature.position LIMIT 1) AS drafter,
    last.signed_on AS last_on, last_signer.name AS last_name,
    remark.why, remark.made_on, returner.name AS returner
FROM disclosure AS item
LEFT JOIN list ON list.id = item.list
LEFT JOIN signature AS last ON last.disclosure = item.id AND last.void_since IS NULL
    AND last.position = (
        SELECT max(position) FROM signature
        WHERE signature.disclosure = item.id AND signature.void_since IS NULL
    )
LEFT JOIN staff AS last_signer ON last_signer.id = last.signer
LEFT JOIN disclosure_remark AS remark ON remark.disclosure = item.id AND remark.kind = 'returned'
LEFT JOIN staff AS returner ON returner.id = remark.by
WHERE item.state IN
    ('draft', 'returned', 'submitted', 'proofread', 'reviewed', 'agreed', 'approved')
ORDER BY item.id
