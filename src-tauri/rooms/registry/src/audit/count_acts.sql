SELECT count(*) AS entries
FROM audit_entry
WHERE act GLOB :shown OR act GLOB :taken;
