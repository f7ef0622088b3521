-- Why: each engine finds words in its own way; the other tables are the same in both.

-- By which words an item is found: characters, pairs of characters, Latin words, its township, its month.
-- `place` grows with the day of release, so that this engine, which finds in the order of places, finds
-- the newest first and stops when there are enough.
CREATE TABLE item_found (
    place INTEGER PRIMARY KEY,
    item  TEXT NOT NULL UNIQUE REFERENCES item (id)
) STRICT;
CREATE VIRTUAL TABLE item_terms USING fts5 (
    terms, content = '', contentless_delete = 1, detail = none, tokenize = 'unicode61'
);
