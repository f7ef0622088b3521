SELECT desk, sequence, format, act, subject_kind, subject_id, actor, signer, occurred_on, entered_at, facts, sha256, sm3
FROM audit_entry
WHERE desk = :desk
ORDER BY sequence;
