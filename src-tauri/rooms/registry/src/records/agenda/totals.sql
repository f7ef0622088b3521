SELECT
    (SELECT count(DISTINCT disclosure) FROM channel_to_post) AS to_post,
    (SELECT count(*) FROM copy WHERE made_for = 'county' AND receipt IS NULL) AS county_copies,
    (SELECT count(*) FROM signature
     WHERE void_since IS NULL AND (
        (kind = 'oral' AND later_on IS NULL)
        OR (kind = 'paper' AND scan IS NULL)
        OR (later_kind = 'paper' AND later_scan IS NULL)
     )) AS signatures_wanted,
    EXISTS (SELECT 1 FROM disclosure) AS has_items
