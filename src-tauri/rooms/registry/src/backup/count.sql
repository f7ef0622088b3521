SELECT
    (SELECT count(*) FROM audit_entry) AS audit_entries,
    (SELECT count(*) FROM file) AS files;
