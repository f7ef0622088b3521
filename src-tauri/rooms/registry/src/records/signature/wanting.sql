SELECT DISTINCT disclosure
FROM signature
WHERE void_since IS NULL
    AND ((kind = 'oral' AND later_on IS NULL)
        OR (kind = 'paper' AND scan IS NULL)
        OR (later_kind = 'paper' AND later_scan IS NULL))
ORDER BY disclosure
