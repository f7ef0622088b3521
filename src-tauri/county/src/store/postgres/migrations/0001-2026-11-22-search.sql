-- Why: each engine finds words in its own way; the other tables are the same in both.

-- By which words an item is found: characters, pairs of characters, Latin words, its township, its month and
-- year.
-- `place` grows with the day of release, so that the newest is the highest.
CREATE TABLE item_found (
    item  TEXT PRIMARY KEY REFERENCES item (id),
    place BIGINT NOT NULL,
    month TEXT NOT NULL,
    terms TSVECTOR NOT NULL
);
-- Without a list of what is still to be sorted in: each search would read that list once a month it walks.
CREATE INDEX item_by_terms ON item_found USING gin (terms) WITH (fastupdate = off);
CREATE INDEX item_by_month ON item_found (month);
CREATE SEQUENCE item_turn;

-- The newest items that have all these words, from the last year back until there are enough. A year with few
-- of them is asked once; in one with many the months are asked one after the other, so that a word that
-- stands in every item costs a month and not everything. The sum keeps the planner from walking all items in
-- their order, which a word of long ago would make it do to the end.
CREATE FUNCTION item_search(wanted TEXT, most BIGINT)
RETURNS TABLE (item TEXT, place BIGINT) LANGUAGE plpgsql STABLE AS $$
DECLARE
    words TEXT := array_to_string(string_to_array(wanted, ' '), ' & ');
    few CONSTANT BIGINT := 50;
    due BIGINT := most;
    here BIGINT;
    bucket TEXT;
    term TEXT;
    year TEXT;
    dense TEXT := '';
BEGIN
    SELECT MAX(f.month) INTO bucket FROM item_found f;
    WHILE bucket IS NOT NULL AND due > 0 LOOP
        year := substr(bucket, 2, 4);
        term := bucket;
        here := few;
        IF year <> dense THEN
            SELECT COUNT(*) INTO here FROM (SELECT 1 FROM item_found f
                WHERE f.terms @@ (words || ' & 年' || year)::tsquery LIMIT few) found;
            IF here < few THEN
                term := '年' || year;
                bucket := '月' || year;
            END IF;
            dense := year;
        END IF;
        IF here > 0 THEN
            RETURN QUERY SELECT f.item, f.place FROM item_found f
                WHERE f.terms @@ (words || ' & ' || term)::tsquery
                ORDER BY f.place + 0 DESC LIMIT due;
            GET DIAGNOSTICS here = ROW_COUNT;
            due := due - here;
        END IF;
        SELECT MAX(f.month) INTO bucket FROM item_found f WHERE f.month < bucket;
    END LOOP;
END
$$;
