INSERT INTO audit_entry (
    desk, sequence, format, act, subject_kind, subject_id,
    actor, signer, occurred_on, entered_at, facts, sha256, sm3
)
VALUES (
    :desk, :sequence, :format, :act, :subject_kind, :subject_id,
    :actor, :signer, :occurred_on, :entered_at, :facts, :sha256, :sm3
);
