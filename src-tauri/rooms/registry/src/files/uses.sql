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
    SELECT kept.added_on, '村里交来的原表', disclosure.id
    FROM kept
    JOIN list_import ON list_import.sha256 = :sha256
    JOIN list ON list.import = list_import.id
    JOIN disclosure ON disclosure.list = list.id
    UNION ALL
    SELECT kept.added_on, '收进来的扫描原件', disclosure
    FROM kept JOIN scanned_page ON original = kept.id
    UNION ALL
    SELECT kept.added_on, '摆正的扫描页', disclosure
    FROM kept JOIN scanned_page ON picture = kept.id
    UNION ALL
    SELECT kept.added_on, '县网站网页', disclosure
    FROM kept
    JOIN county_page ON snapshot = kept.id
    JOIN county_report ON county_report.position = county_page.report
    JOIN outbox ON outbox.id = county_report.letter
    UNION ALL
    SELECT kept.added_on, '县里来件的附件', NULL
    FROM kept JOIN county_letter_file ON county_letter_file.file = kept.id
    UNION ALL
    SELECT kept.added_on, '公开栏照片', NULL
    FROM kept JOIN board ON photo = kept.id
),
named AS (
    SELECT used.added_on, used.kept_as, disclosure.title,
        register_line.year || '-' || format('%04d', register_line.number) AS number
    FROM used
    LEFT JOIN disclosure ON disclosure.id = used.disclosure
    LEFT JOIN register_line ON register_line.disclosure = used.disclosure
    UNION ALL
    SELECT kept.added_on, '归档文件', archive_item.title, archive_item.code
    FROM kept
    JOIN archive_part ON archive_part.file = kept.id
    JOIN archive_item ON archive_item.id = archive_part.item
    UNION ALL
    SELECT kept.added_on, '移交回执', NULL, NULL
    FROM kept JOIN archive_transfer ON receipt = kept.id
)
SELECT
    min(added_on) AS kept_on,
    kept_as,
    coalesce(title, '') AS title,
    coalesce(number, '') AS register_no
FROM named
GROUP BY kept_as, title, number
ORDER BY kept_on, kept_as, title;
