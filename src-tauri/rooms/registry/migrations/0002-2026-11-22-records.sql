-- Why: the office's own records: who works here, what is disclosed, who signed, which line and
-- copies a release made, what hangs where, the villages' lists, and what waits for the county.
--
-- A thing that happened has three columns: `…_on` the day it happened (发生日期), `…_entered_at`
-- (milliseconds since 1970, UTC) and `…_entered_on` the day at the office when it was entered
-- (录入时间). Nothing here is deleted but drafts whose import was undone.

-- Particulars of the office: name, county, file prefix, region code, supervision telephone …
CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The catalogue as it was adopted; a new edition is added, an old one stays for the items under it.
CREATE TABLE catalogue (
    edition    TEXT PRIMARY KEY,
    text       TEXT NOT NULL,
    adopted_on TEXT NOT NULL,
    position   INTEGER NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;

-- The review chain: entry '' is the office's own, any other entry may have one apart.
CREATE TABLE chain (
    entry TEXT PRIMARY KEY,
    steps TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE staff (
    id       TEXT PRIMARY KEY,
    name     TEXT NOT NULL,
    unit     TEXT,
    added_on TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX staff_by_name ON staff (name);

CREATE TABLE staff_duty (
    staff TEXT NOT NULL REFERENCES staff (id),
    duty  TEXT NOT NULL,
    PRIMARY KEY (staff, duty)
) STRICT, WITHOUT ROWID;

-- One import of a workbook; it may have made several lists.
CREATE TABLE list_import (
    id          TEXT PRIMARY KEY,
    file_name   TEXT NOT NULL,
    sha256      BLOB NOT NULL CHECK (length(sha256) = 32),
    kind        TEXT NOT NULL,
    imported_by TEXT NOT NULL REFERENCES staff (id),
    imported_on TEXT NOT NULL,
    imported_entered_at INTEGER NOT NULL,
    imported_entered_on TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One list: its columns, and the three numbers that account for every row of the sheet.
CREATE TABLE list (
    id       TEXT PRIMARY KEY,
    import   TEXT NOT NULL REFERENCES list_import (id),
    kind     TEXT NOT NULL,
    sheet    TEXT NOT NULL,
    village  TEXT,
    unit     TEXT NOT NULL,
    columns  TEXT NOT NULL,
    read     INTEGER NOT NULL CHECK (read >= 0),
    skipped  INTEGER NOT NULL CHECK (skipped >= 0),
    refused  INTEGER NOT NULL CHECK (refused >= 0)
) STRICT, WITHOUT ROWID;

CREATE INDEX list_by_import ON list (import);

-- What search and print read. Cells of private columns are empty here and stand in
-- list_row_private; the public view is derived, never stored.
CREATE TABLE list_row (
    list  TEXT NOT NULL REFERENCES list (id),
    row   INTEGER NOT NULL CHECK (row >= 1),
    cells TEXT NOT NULL,
    PRIMARY KEY (list, row)
) STRICT, WITHOUT ROWID;

CREATE TABLE list_row_private (
    list  TEXT NOT NULL,
    row   INTEGER NOT NULL,
    cells TEXT NOT NULL,
    id_hmac BLOB CHECK (id_hmac IS NULL OR length(id_hmac) = 32),
    PRIMARY KEY (list, row),
    FOREIGN KEY (list, row) REFERENCES list_row (list, row)
) STRICT, WITHOUT ROWID;

CREATE TABLE disclosure (
    id        TEXT PRIMARY KEY,
    state     TEXT NOT NULL,
    edition   TEXT NOT NULL REFERENCES catalogue (edition),
    entry     TEXT NOT NULL,
    title     TEXT NOT NULL,
    class     TEXT NOT NULL,
    body      TEXT NOT NULL,
    formed_on TEXT,
    unit      TEXT,
    provider  TEXT,
    list      TEXT REFERENCES list (id),
    corrects  TEXT REFERENCES disclosure (id),
    chain     TEXT,
    -- The day a text was changed that had been signed or sent back; no later signature is older.
    -- A first entry binds nobody: what was signed on paper may be entered days afterwards.
    changed_on TEXT,
    opened_on TEXT NOT NULL,
    opened_entered_at INTEGER NOT NULL,
    opened_entered_on TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX disclosure_by_state ON disclosure (state);
CREATE INDEX disclosure_by_corrects ON disclosure (corrects) WHERE corrects IS NOT NULL;
CREATE INDEX disclosure_by_list ON disclosure (list) WHERE list IS NOT NULL;

CREATE TABLE disclosure_element (
    disclosure TEXT NOT NULL REFERENCES disclosure (id),
    element    TEXT NOT NULL,
    text       TEXT NOT NULL,
    PRIMARY KEY (disclosure, element)
) STRICT, WITHOUT ROWID;

CREATE TABLE disclosure_attachment (
    disclosure TEXT NOT NULL REFERENCES disclosure (id),
    position   INTEGER NOT NULL,
    file       TEXT NOT NULL REFERENCES file (id),
    PRIMARY KEY (disclosure, position)
) STRICT, WITHOUT ROWID;

-- Earlier texts: what was there before an edit, as it was.
CREATE TABLE disclosure_version (
    disclosure TEXT NOT NULL REFERENCES disclosure (id),
    version    INTEGER NOT NULL,
    content    TEXT NOT NULL,
    replaced_entered_at INTEGER NOT NULL,
    PRIMARY KEY (disclosure, version)
) STRICT, WITHOUT ROWID;

-- A pending 退回 or 报上级, or why a draft was set aside; a row goes when the item moves on, the audit chain keeps the fact.
CREATE TABLE disclosure_remark (
    disclosure TEXT NOT NULL REFERENCES disclosure (id),
    kind       TEXT NOT NULL CHECK (kind IN ('returned', 'referred', 'set_aside')),
    why        TEXT NOT NULL,
    by         TEXT NOT NULL REFERENCES staff (id),
    made_on    TEXT NOT NULL,
    made_entered_at INTEGER NOT NULL,
    made_entered_on TEXT NOT NULL,
    PRIMARY KEY (disclosure, kind)
) STRICT, WITHOUT ROWID;

-- Signatures. A void one stays, with the time since when it counts no more.
CREATE TABLE signature (
    id            TEXT PRIMARY KEY,
    disclosure    TEXT NOT NULL REFERENCES disclosure (id),
    position      INTEGER NOT NULL,
    step          TEXT NOT NULL,
    signer        TEXT NOT NULL REFERENCES staff (id),
    stands_in_for TEXT REFERENCES staff (id),
    enterer       TEXT NOT NULL REFERENCES staff (id),
    kind          TEXT NOT NULL,
    scan          TEXT REFERENCES file (id),
    opinion       TEXT,
    secrecy       TEXT,
    signed_on     TEXT NOT NULL,
    signed_entered_at INTEGER NOT NULL,
    signed_entered_on TEXT NOT NULL,
    later_kind    TEXT,
    later_scan    TEXT REFERENCES file (id),
    later_on      TEXT,
    later_entered_at INTEGER,
    later_entered_on TEXT,
    void_since    INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX signature_by_disclosure ON signature (disclosure, position);

-- The register book. Numbers run from 1 per book and year without gaps; a line may be void, never
-- gone.
CREATE TABLE register_line (
    book       TEXT NOT NULL,
    year       INTEGER NOT NULL,
    number     INTEGER NOT NULL CHECK (number >= 1),
    disclosure TEXT NOT NULL UNIQUE REFERENCES disclosure (id),
    by         TEXT NOT NULL REFERENCES staff (id),
    released_on TEXT NOT NULL,
    released_entered_at INTEGER NOT NULL,
    released_entered_on TEXT NOT NULL,
    -- As they were on that day, so that an old paper can be printed again as it was.
    office_name TEXT NOT NULL,
    supervision_phone TEXT NOT NULL,
    -- The sheet of the posted copy, and whether copies bear their margin mark: codes, empty for the usual.
    posted_sheet TEXT NOT NULL,
    margin_marks TEXT NOT NULL,
    void_why   TEXT,
    void_on    TEXT,
    PRIMARY KEY (book, year, number)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER register_line_is_never_removed BEFORE DELETE ON register_line
BEGIN
    SELECT raise(ABORT, 'a register line is never removed');
END;

-- A closed year takes no further line.
CREATE TABLE register_closing (
    book      TEXT NOT NULL,
    year      INTEGER NOT NULL,
    lines     INTEGER NOT NULL,
    sha256    BLOB NOT NULL CHECK (length(sha256) = 32),
    closed_on TEXT NOT NULL,
    closed_entered_at INTEGER NOT NULL,
    closed_entered_on TEXT NOT NULL,
    PRIMARY KEY (book, year)
) STRICT, WITHOUT ROWID;

CREATE TABLE planned_channel (
    disclosure TEXT NOT NULL REFERENCES disclosure (id),
    position   INTEGER NOT NULL,
    channel    TEXT NOT NULL,
    PRIMARY KEY (disclosure, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE copy (
    id         TEXT PRIMARY KEY,
    disclosure TEXT NOT NULL REFERENCES disclosure (id),
    position   INTEGER NOT NULL,
    made_for   TEXT NOT NULL,
    no         TEXT NOT NULL,
    handed_to  TEXT,
    handed_how TEXT,
    receipt    TEXT REFERENCES file (id),
    handed_on  TEXT,
    handed_entered_at INTEGER,
    handed_entered_on TEXT,
    UNIQUE (disclosure, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE posting (
    id         TEXT PRIMARY KEY,
    disclosure TEXT NOT NULL REFERENCES disclosure (id),
    position   INTEGER NOT NULL,
    channel    TEXT NOT NULL,
    place      TEXT NOT NULL,
    evidence   TEXT REFERENCES file (id),
    posted_on  TEXT NOT NULL,
    posted_entered_at INTEGER NOT NULL,
    posted_entered_on TEXT NOT NULL,
    taken_on   TEXT,
    taken_entered_at INTEGER,
    taken_entered_on TEXT,
    UNIQUE (disclosure, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE withdrawal (
    disclosure TEXT PRIMARY KEY REFERENCES disclosure (id),
    why        TEXT NOT NULL,
    by         TEXT NOT NULL REFERENCES staff (id),
    withdrawn_on TEXT NOT NULL,
    withdrawn_entered_at INTEGER NOT NULL,
    withdrawn_entered_on TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- 不予公开; its number stands in register_line, book 'exempt'.
CREATE TABLE exemption (
    disclosure TEXT PRIMARY KEY REFERENCES disclosure (id),
    ground     TEXT NOT NULL,
    why        TEXT
) STRICT, WITHOUT ROWID;

-- Letters that wait for the county, in the order in which they were written: no clock decides it. The
-- mailroom only ever adds what became of them.
CREATE TABLE outbox (
    id         TEXT PRIMARY KEY,
    position   INTEGER NOT NULL UNIQUE CHECK (position >= 1),
    kind       TEXT NOT NULL,
    disclosure TEXT NOT NULL REFERENCES disclosure (id),
    written_at INTEGER NOT NULL,
    letter     TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX outbox_by_disclosure ON outbox (disclosure);
