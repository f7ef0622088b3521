-- The first form of the county platform's store: who may send, what has come, what the public sees,
-- what goes back. Dates are texts (2019-10-15), moments are texts in UTC (2019-10-15T08:00:00Z), so
-- that both engines sort them alike. Nothing is deleted here: what is taken back is marked. It is
-- written in PostgreSQL's words; the embedded engine reads the same in its own.

-- The platform itself; one row. Its id tells a township when the platform was swapped or emptied.
CREATE TABLE platform (
    place     BIGINT PRIMARY KEY CHECK (place = 1),
    id        TEXT NOT NULL,
    name      TEXT NOT NULL,
    founded   TEXT NOT NULL
);

-- A township and both its chains. The bearer key is kept as its digest.
CREATE TABLE township (
    code       TEXT PRIMARY KEY,
    name       TEXT NOT NULL,
    key_hash   TEXT NOT NULL,
    added      TEXT NOT NULL,
    closed     TEXT,
    up_count   BIGINT NOT NULL DEFAULT 0 CHECK (up_count >= 0),
    up_head    TEXT,
    down_count BIGINT NOT NULL DEFAULT 0 CHECK (down_count >= 0),
    down_head  TEXT
);

-- Keys a township signs with; an old one stays, so that what it signed can still be checked.
CREATE TABLE signing_key (
    township   TEXT NOT NULL REFERENCES township (code),
    key_id     TEXT NOT NULL,
    public_key TEXT NOT NULL,
    since      TEXT NOT NULL,
    until      TEXT,
    PRIMARY KEY (township, key_id)
);

-- Every package that counts, in the order of its chain. Its bytes lie among the files. Of one whose
-- content was refused nothing is shown, and why stays here. An id is its township's own: nobody can stop
-- another by using his.
CREATE TABLE package (
    id            TEXT NOT NULL,
    township      TEXT NOT NULL REFERENCES township (code),
    number        BIGINT NOT NULL CHECK (number > 0),
    kind          TEXT NOT NULL,
    manifest_hash TEXT NOT NULL,
    bytes         BIGINT NOT NULL,
    taken_at      TEXT NOT NULL,
    title         TEXT NOT NULL,
    item          TEXT,
    refused_code  TEXT,
    refused_field TEXT,
    refused_text  TEXT,
    CHECK ((refused_code IS NULL) = (refused_text IS NULL)),
    PRIMARY KEY (township, id),
    UNIQUE (township, number)
);
CREATE INDEX package_by_time ON package (taken_at);

-- What the public sees. A corrected item keeps its text and points to what stands in its place; of a
-- withdrawn one the words are emptied and only the notice stays.
CREATE TABLE item (
    id           TEXT PRIMARY KEY,
    township     TEXT NOT NULL REFERENCES township (code),
    package      TEXT NOT NULL,
    part         TEXT NOT NULL CHECK (part IN ('disclosed', 'annual')),
    state        TEXT NOT NULL CHECK (state IN ('current', 'corrected', 'withdrawn')),
    title        TEXT NOT NULL,
    index_no     TEXT,
    document_no  TEXT,
    publisher    TEXT NOT NULL,
    formed_on    TEXT,
    released_on  TEXT NOT NULL,
    entry        TEXT NOT NULL,
    entry_name   TEXT NOT NULL,
    topic        TEXT,
    genre        TEXT,
    mode         TEXT,
    time_limit   TEXT,
    scope        TEXT,
    validity     TEXT,
    keywords     TEXT,
    summary      TEXT,
    body         TEXT NOT NULL,
    has_copy     BIGINT NOT NULL,
    explains     TEXT,
    corrects     TEXT,
    replaced_by  TEXT,
    why          TEXT,
    ended_on     TEXT,
    shown_at     TEXT NOT NULL,
    FOREIGN KEY (township, package) REFERENCES package (township, id)
);
CREATE INDEX item_by_date ON item (part, released_on DESC, id DESC);
CREATE INDEX item_by_entry ON item (entry, released_on DESC, id DESC);
CREATE INDEX item_by_township ON item (township, part, released_on DESC, id DESC);
CREATE INDEX item_by_explained ON item (explains) WHERE explains IS NOT NULL;
-- Everything is counted from this index alone; the rows with their texts are not looked at.
CREATE INDEX item_by_count ON item (part, entry, township, state);

-- Attached files that the public may fetch; their bytes stand in the package.
CREATE TABLE attachment (
    item   TEXT NOT NULL REFERENCES item (id),
    number BIGINT NOT NULL,
    name   TEXT NOT NULL,
    path   TEXT NOT NULL,
    bytes  BIGINT NOT NULL,
    PRIMARY KEY (item, number)
);

-- The county's chain of letters to each township. A platform that was put back from a backup takes another
-- id and begins again with number 1; what it wrote before stays.
CREATE TABLE letter (
    township      TEXT NOT NULL REFERENCES township (code),
    platform      TEXT NOT NULL,
    number        BIGINT NOT NULL CHECK (number > 0),
    id            TEXT NOT NULL UNIQUE,
    kind          TEXT NOT NULL,
    manifest_hash TEXT NOT NULL,
    written_at    TEXT NOT NULL,
    title         TEXT NOT NULL,
    bytes         BYTEA NOT NULL,
    PRIMARY KEY (township, platform, number)
);

-- The county's own pages of the four statutory parts: guide and rules, of itself or a township.
CREATE TABLE page (
    part     TEXT NOT NULL CHECK (part IN ('guide', 'rules')),
    township TEXT NOT NULL,
    place    BIGINT NOT NULL,
    title    TEXT NOT NULL,
    body     TEXT NOT NULL,
    changed  TEXT NOT NULL,
    PRIMARY KEY (part, township, place)
);

-- The county's catalogue: the tree under which the public looks.
CREATE TABLE entry (
    code   TEXT PRIMARY KEY,
    parent TEXT,
    name   TEXT NOT NULL,
    place  BIGINT NOT NULL
);

-- How many items a township should release in a month; the latest not after a month is in force.
CREATE TABLE minimum (
    since    TEXT PRIMARY KEY,
    released BIGINT NOT NULL CHECK (released >= 0)
);

-- People of the county's office who work at the office page, and what was done by whom.
CREATE TABLE person (
    name     TEXT PRIMARY KEY,
    key_hash TEXT NOT NULL UNIQUE,
    added    TEXT NOT NULL,
    closed   TEXT
);
CREATE TABLE act (
    number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at     TEXT NOT NULL,
    who    TEXT NOT NULL,
    what   TEXT NOT NULL,
    about  TEXT NOT NULL
);
