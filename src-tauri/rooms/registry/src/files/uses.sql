WITH kept AS (
    SELECT id, added_on FROM file WHERE sha256 = :sha256
),
used AS (
    SELECT kept.added_on, '附件' AS kept_as, disclosure
    FROM kept JOIN disclosure_attachment ON file = kept.id
    UNION ALL
    SELECT kept.added_on, '附件的清理件', disclosure
    FROM kept
    JOIN clean_copy ON clean = kept.id
    JOIN disclosure_attachment ON disclosure_attachment.file = clean_copy.file
    UNION ALL
    SELECT kept.added_on, '签字扫描件', disclosure
    FROM kept JOIN signature ON scan = kept.id OR later_scan = kept.id
    UNION ALL
    SELECT kept.added_on, '回执', disclosure
    FROM kept JOIN copy ON receipt = kept.id
    UNION ALL
    SELECT kept.added_on, '张贴照片', disclosure
    FROM kept JOIN posting ON evidence = kept.id OR taken_photo = kept.id
    UNION ALL
    SELECT kept.added_on, '公开栏照片', NULL
    FROM kept JOIN board ON photo = kept.id
)
SELECT
    min(used.added_on) AS kept_on,
    used.kept_as,
    coalesce(disclosure.title, '') AS title,
    coalesce(register_line.year || '-' || format('%04d', register_line.number), '') AS register_no
FROM used
LEFT JOIN disclosure ON disclosure.id = used.disclosure
LEFT JOIN register_line ON register_line.disclosure = used.disclosure
GROUP BY used.kept_as, used.disclosure
ORDER BY kept_on, kept_as, title;
