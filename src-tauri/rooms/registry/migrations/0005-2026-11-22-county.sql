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
    -- The county's own root certificate (PEM), where it has one.
    root       TEXT,
    -- The county's web form that a person fills, where the way is by hand.
    form       TEXT,
    -- Who let the program make rounds by itself; empty where nobody did.
    by_itself  TEXT REFERENCES staff (id),
    platform   TEXT,
    taken      INTEGER NOT NULL DEFAULT 0 CHECK (taken >= 0),
    agreed     INTEGER CHECK (agreed IN (0, 1)),
    looked_at  INTEGER
) STRICT;

-- 报送包: sealed letters, numbered from 1 without gaps, each letter once. The package itself lies among
-- the files.
CREATE TABLE county_package (
    number    INTEGER PRIMARY KEY CHECK (number >= 1),
    -- Of the outbox, or a report below.
    letter    TEXT NOT NULL UNIQUE,
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

-- The county's letters, in the order in which they were filed. Each platform numbers its own from 1: one
-- that was founded anew or put back from a backup is another platform and begins again, and what the one
-- before wrote stays. What citizens wrote stands in the package only.
CREATE TABLE county_letter (
    number     INTEGER PRIMARY KEY CHECK (number >= 1),
    platform   TEXT NOT NULL,
    series_no  INTEGER NOT NULL CHECK (series_no >= 1),
    -- The key that it was opened with; the county may have another one later.
    signed_with TEXT NOT NULL,
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
    -- 索引号 and address that the county gave the item it answers for.
    index_no   TEXT,
    address    TEXT,
    -- The day by which it asks for something.
    due        TEXT,
    -- The last letter that the office had written when this one came: what is written later may answer it.
    after      INTEGER NOT NULL CHECK (after >= 0),
    filed_at   INTEGER NOT NULL,
    UNIQUE (platform, series_no)
) STRICT;

CREATE TRIGGER county_letter_is_never_removed BEFORE DELETE ON county_letter
BEGIN
    SELECT raise(ABORT, 'a letter of the county is never removed');
END;

-- == 报告和统计 ==
-- Why: nil reports, figures and reports of a period go to the county by the same chain as items, each
-- once a period; the words are made when it is written and never again.
CREATE TABLE county_period_report (
    id         TEXT PRIMARY KEY,
    position   INTEGER NOT NULL UNIQUE CHECK (position >= 1),
    kind       TEXT NOT NULL CHECK (kind IN ('nil_report', 'statistics', 'annual_report', 'self_check_report')),
    period     TEXT NOT NULL,
    title      TEXT NOT NULL,
    -- The released item that is the report, where it is one.
    disclosure TEXT REFERENCES disclosure (id),
    figures    TEXT NOT NULL,
    body       TEXT NOT NULL,
    written_by TEXT NOT NULL REFERENCES staff (id),
    written_on TEXT NOT NULL,
    written_entered_at INTEGER NOT NULL,
    written_entered_on TEXT NOT NULL,
    UNIQUE (kind, period)
) STRICT, WITHOUT ROWID;

-- Why: 报告记为已报. Where the county has only a web system, a person brings the report of a
-- period too, and says how and to whom. Of each report the last line counts; the lines before it stay.
CREATE TABLE county_period_brought (
    position           INTEGER PRIMARY KEY CHECK (position >= 1),
    report             TEXT NOT NULL REFERENCES county_period_report (id),
    how                TEXT NOT NULL,
    brought_by         TEXT NOT NULL REFERENCES staff (id),
    brought_on         TEXT NOT NULL,
    brought_entered_at INTEGER NOT NULL,
    brought_entered_on TEXT NOT NULL
) STRICT;

CREATE INDEX county_period_brought_by_report ON county_period_brought (report);

CREATE TRIGGER county_period_brought_is_never_removed BEFORE DELETE ON county_period_brought
BEGIN
    SELECT raise(ABORT, 'a report to the county is never removed');
END;

CREATE TRIGGER county_period_brought_is_never_changed BEFORE UPDATE ON county_period_brought
BEGIN
    SELECT raise(ABORT, 'a report to the county is never changed');
END;

-- == 站所、村送来的草稿 ==
-- Why: stations and villages draft on PCs of their own and hand drafts to the office as closed packages.
-- Keys that sign and open are not here: they lie in a file of their own beside the store.

-- The office that this desk hands drafts to.
CREATE TABLE draft_address (
    position INTEGER PRIMARY KEY CHECK (position = 1),
    office   TEXT NOT NULL,
    name     TEXT NOT NULL,
    township TEXT NOT NULL,
    key      TEXT NOT NULL
) STRICT;

-- 已交的草稿: what this desk handed over, numbered from 1 without gaps. `said` tells one text from
-- another without keeping it.
CREATE TABLE draft_handed (
    number     INTEGER PRIMARY KEY CHECK (number >= 1),
    package    TEXT NOT NULL UNIQUE,
    disclosure TEXT NOT NULL REFERENCES disclosure (id),
    office     TEXT NOT NULL,
    said       BLOB NOT NULL CHECK (length(said) = 32),
    head       BLOB NOT NULL CHECK (length(head) = 32),
    content    BLOB NOT NULL CHECK (length(content) = 32),
    responsible TEXT NOT NULL,
    agreed_on  TEXT NOT NULL,
    handed_by  TEXT NOT NULL REFERENCES staff (id),
    handed_on  TEXT NOT NULL,
    handed_entered_at INTEGER NOT NULL,
    handed_entered_on TEXT NOT NULL
) STRICT;

CREATE INDEX draft_handed_by_disclosure ON draft_handed (disclosure);

-- Stations and villages whose key somebody compared by telephone; a new key is compared anew.
CREATE TABLE draft_station (
    office TEXT NOT NULL,
    key    TEXT NOT NULL,
    name   TEXT NOT NULL,
    compared_by TEXT NOT NULL REFERENCES staff (id),
    compared_on TEXT NOT NULL,
    compared_entered_at INTEGER NOT NULL,
    compared_entered_on TEXT NOT NULL,
    PRIMARY KEY (office, key)
) STRICT, WITHOUT ROWID;

-- 收到的草稿: each package once. `standing` says what became of it; one that waits has another text
-- than the office's own, and a person chooses field by field.
CREATE TABLE draft_taken (
    package    TEXT PRIMARY KEY,
    position   INTEGER NOT NULL UNIQUE CHECK (position >= 1),
    station    TEXT NOT NULL,
    key        TEXT NOT NULL,
    number     INTEGER NOT NULL CHECK (number >= 1),
    disclosure TEXT NOT NULL REFERENCES disclosure (id),
    content    BLOB NOT NULL CHECK (length(content) = 32),
    standing   TEXT NOT NULL CHECK (standing IN ('opened', 'replaced', 'same', 'waiting', 'chosen')),
    unit       TEXT NOT NULL,
    provider   TEXT NOT NULL,
    responsible TEXT NOT NULL,
    agreed_on  TEXT NOT NULL,
    handed_by  TEXT NOT NULL,
    handed_on  TEXT NOT NULL,
    -- What the station mended and left out, in words.
    remark     TEXT NOT NULL,
    taken_by   TEXT NOT NULL REFERENCES staff (id),
    taken_on   TEXT NOT NULL,
    taken_entered_at INTEGER NOT NULL,
    taken_entered_on TEXT NOT NULL,
    FOREIGN KEY (station, key) REFERENCES draft_station (office, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX draft_taken_by_disclosure ON draft_taken (disclosure);

CREATE TRIGGER draft_taken_is_never_removed BEFORE DELETE ON draft_taken
BEGIN
    SELECT raise(ABORT, 'a draft that came in is never removed');
END;
-- Why: attachments of the county's letters are read, printed and taken over like any file.
CREATE TABLE county_letter_file (
    number   INTEGER NOT NULL REFERENCES county_letter (number),
    position INTEGER NOT NULL CHECK (position >= 1),
    name     TEXT NOT NULL,
    file     TEXT NOT NULL REFERENCES file (id),
    PRIMARY KEY (number, position)
) STRICT;

-- Why: 阅处. Who has read a letter, or says that what it asks for is done.
CREATE TABLE county_letter_mark (
    number            INTEGER PRIMARY KEY REFERENCES county_letter (number),
    note              TEXT,
    marked_by         TEXT NOT NULL REFERENCES staff (id),
    marked_on         TEXT NOT NULL,
    marked_entered_at INTEGER NOT NULL,
    marked_entered_on TEXT NOT NULL
) STRICT;

-- Why: 手工上报. Most counties only have a web system that a person fills. Of each letter the last line
-- counts; the lines before it stay.
CREATE TABLE county_report (
    position            INTEGER PRIMARY KEY CHECK (position >= 1),
    letter              TEXT NOT NULL REFERENCES outbox (id),
    way                 TEXT NOT NULL,
    address             TEXT,
    told_to             TEXT,
    index_no            TEXT,
    reported_by         TEXT NOT NULL REFERENCES staff (id),
    reported_on         TEXT NOT NULL,
    reported_entered_at INTEGER NOT NULL,
    reported_entered_on TEXT NOT NULL
) STRICT;

CREATE INDEX county_report_by_letter ON county_report (letter);

CREATE TRIGGER county_report_is_never_removed BEFORE DELETE ON county_report
BEGIN
    SELECT raise(ABORT, 'a report to the county is never removed');
END;

CREATE TRIGGER county_report_is_never_changed BEFORE UPDATE ON county_report
BEGIN
    SELECT raise(ABORT, 'a report to the county is never changed');
END;

-- Why: 网页核对. What the county's page showed; the page itself lies among the files as evidence.
CREATE TABLE county_page (
    position          INTEGER PRIMARY KEY CHECK (position >= 1),
    report            INTEGER NOT NULL REFERENCES county_report (position),
    finding           TEXT NOT NULL,
    why               TEXT,
    snapshot          TEXT REFERENCES file (id),
    looked_by         TEXT NOT NULL REFERENCES staff (id),
    looked_on         TEXT NOT NULL,
    looked_entered_at INTEGER NOT NULL,
    looked_entered_on TEXT NOT NULL
) STRICT;

CREATE INDEX county_page_by_report ON county_page (report);

CREATE TRIGGER county_page_is_never_removed BEFORE DELETE ON county_page
BEGIN
    SELECT raise(ABORT, 'a look at a page of the county is never removed');
END;

-- The last report of each letter with the last look at its page.
CREATE VIEW county_reported AS
SELECT
    report.position, report.letter, report.way, report.address, report.told_to, report.index_no,
    report.reported_by, report.reported_on, report.reported_entered_at, report.reported_entered_on,
    outbox.kind, outbox.disclosure,
    page.finding, page.why, page.snapshot, page.looked_on
FROM county_report AS report
JOIN outbox ON outbox.id = report.letter
LEFT JOIN county_page AS page
    ON page.position = (SELECT max(position) FROM county_page WHERE county_page.report = report.position)
WHERE report.position = (SELECT max(later.position) FROM county_report AS later WHERE later.letter = report.letter);

-- Why: 目录栏. What a public directory says of an item besides; no row where nothing is said. The keywords
-- stand in one line, parted by 、, which none of them has.
CREATE TABLE disclosure_listing (
    disclosure  TEXT PRIMARY KEY REFERENCES disclosure (id),
    document_no TEXT,
    subject     TEXT,
    genre       TEXT,
    keywords    TEXT,
    interprets  TEXT REFERENCES disclosure (id)
) STRICT, WITHOUT ROWID;

CREATE INDEX disclosure_listing_by_interprets ON disclosure_listing (interprets) WHERE interprets IS NOT NULL;
