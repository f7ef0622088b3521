SELECT sha256, sm3, bytes, min(added_on) AS kept_on
FROM file
GROUP BY sha256, sm3, bytes
ORDER BY sha256;
