SELECT content, replaced_entered_at
FROM disclosure_version
WHERE disclosure = :id
ORDER BY version DESC
