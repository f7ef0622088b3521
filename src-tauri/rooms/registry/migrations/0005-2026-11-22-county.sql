-- Why: the way to the county: how it is reached, what was sealed and carried, what came back. Keys that
-- sign and open doors are not here: they lie in a file of their own beside the store. Nothing here is
-- deleted.

-- The one way to the county, and where both sides stood at the last look.
CREATE TABLE county_link (
    position   INTEGER PRIMARY KEY CHECK (position = 1),
    township   TEXT NOT NULL,
    carrier    TEXT NOT NULL,
    -- A folder, or the address of an inbox or a platform.
    address    TEXT NOT NULL,
    own_key    TEXT NOT NULL,
    county_key TEXT,
    platform   TEXT,
    taken      INTEGER NOT NULL DEFAULT 0 CHECK (taken >= 0),
    agreed     INTEGER CHECK (agreed IN (0, 1)),
    looked_at  INTEGER
) STRICT;

-- 报送包: sealed letters, numbered from 1 without gaps, each letter once. The package itself lies among
-- the files.
CREATE TABLE county_package (
    number    INTEGER PRIMARY KEY CHECK (number >= 1),
    letter    TEXT NOT NULL UNIQUE REFERENCES outbox (id),
    head      BLOB NOT NULL CHECK (length(head) = 32),
    content   BLOB NOT NULL CHECK (length(content) = 32),
    sealed_at INTEGER NOT NULL
) STRICT;

CREATE TRIGGER county_package_is_never_removed BEFORE DELETE ON county_package
BEGIN
    SELECT raise(ABORT, 'a sealed package is never removed');
END;

CREATE TRIGGER county_package_is_never_changed BEFORE UPDATE ON county_package
BEGIN
    SELECT raise(ABORT, 'a sealed package is never changed');
END;

-- The county's letters, numbered by it. What citizens wrote stands in the package only.
CREATE TABLE county_letter (
    number     INTEGER PRIMARY KEY CHECK (number >= 1),
    package    TEXT NOT NULL UNIQUE,
    kind       TEXT NOT NULL,
    head       BLOB NOT NULL CHECK (length(head) = 32),
    content    BLOB NOT NULL CHECK (length(content) = 32),
    -- The package it answers, and the item it is about.
    answers    TEXT,
    disclosure TEXT REFERENCES disclosure (id),
    told       TEXT NOT NULL,
    refused    INTEGER NOT NULL CHECK (refused IN (0, 1)),
    field      TEXT,
    filed_at   INTEGER NOT NULL
) STRICT;

CREATE TRIGGER county_letter_is_never_removed BEFORE DELETE ON county_letter
BEGIN
    SELECT raise(ABORT, 'a letter of the county is never removed');
END;
