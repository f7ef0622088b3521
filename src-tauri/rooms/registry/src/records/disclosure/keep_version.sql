INSERT INTO disclosure_version (disclosure, version, content, replaced_entered_at)
VALUES (:id,
    (SELECT count(*) + 1 FROM disclosure_version WHERE disclosure = :id),
    :content, :replaced_entered_at)
