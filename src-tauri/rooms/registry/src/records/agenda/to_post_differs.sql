SELECT disclosure FROM (
    SELECT disclosure, channel FROM channel_to_post
    EXCEPT
    SELECT planned.disclosure, planned.channel
    FROM planned_channel AS planned
    JOIN disclosure ON disclosure.id = planned.disclosure AND disclosure.state = 'released'
    WHERE NOT EXISTS (
        SELECT 1 FROM posting
        WHERE posting.disclosure = planned.disclosure AND posting.channel = planned.channel
    )
)
UNION
SELECT disclosure FROM (
    SELECT planned.disclosure, planned.channel
    FROM planned_channel AS planned
    JOIN disclosure ON disclosure.id = planned.disclosure AND disclosure.state = 'released'
    WHERE NOT EXISTS (
        SELECT 1 FROM posting
        WHERE posting.disclosure = planned.disclosure AND posting.channel = planned.channel
    )
    EXCEPT
    SELECT disclosure, channel FROM channel_to_post
)
ORDER BY disclosure
