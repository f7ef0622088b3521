SELECT desk, sequence, act, subject_kind, subject_id, actor, signer, occurred_on, entered_at, facts, sha256, sm3
FROM audit_entry
WHERE act GLOB :shown OR act GLOB :taken
ORDER BY entered_at DESC, desk, sequence DESC
LIMIT :count OFFSET :left_out;
