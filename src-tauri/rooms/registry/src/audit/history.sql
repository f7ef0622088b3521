SELECT desk, sequence, act, subject_kind, subject_id, actor, signer, occurred_on, entered_at, facts, sha256, sm3
FROM audit_entry
WHERE subject_kind = :kind AND subject_id = :id
ORDER BY entered_at, desk, sequence;
