-- Why: the archive by DA/T 22-2015: items with their numbers and papers, boxes, the bound book, holds, and
-- how items leave the office's keeping. Nothing here is deleted.

-- The office's way of filing (全宗号, pattern of 档号, organs). A later one is added; what is filed keeps
-- the 档号 that it was given.
CREATE TABLE archive_scheme (
    position   INTEGER PRIMARY KEY,
    text       TEXT NOT NULL,
    settled_by TEXT NOT NULL REFERENCES staff (id),
    settled_on TEXT NOT NULL,
    settled_entered_at INTEGER NOT NULL,
    settled_entered_on TEXT NOT NULL
) STRICT;

-- The office's own approved retention table, line by line, each with its paper and the days between
-- which it is in force; a line ends, it is never taken away.
CREATE TABLE retention_line (
    position  INTEGER PRIMARY KEY,
    matter    TEXT NOT NULL,
    entries   TEXT NOT NULL,
    period    TEXT NOT NULL,
    basis     TEXT NOT NULL,
    from_on   TEXT NOT NULL,
    until_on  TEXT CHECK (until_on IS NULL OR until_on >= from_on),
    kept_by   TEXT NOT NULL REFERENCES staff (id),
    kept_on   TEXT NOT NULL,
    kept_entered_at INTEGER NOT NULL,
    kept_entered_on TEXT NOT NULL
) STRICT;

-- 件: numbers run from 1 in every class (年度 – 保管期限 – 机构或问题) without gaps. Its 档号 is its own for
-- ever; the title may name a person, as the item's does.
CREATE TABLE archive_item (
    id          TEXT PRIMARY KEY,
    disclosure  TEXT REFERENCES disclosure (id),
    year        INTEGER NOT NULL,
    period      TEXT NOT NULL,
    organ       TEXT NOT NULL,
    number      INTEGER NOT NULL CHECK (number >= 1),
    code        TEXT NOT NULL UNIQUE,
    title       TEXT NOT NULL,
    document_no TEXT NOT NULL,
    responsible TEXT NOT NULL,
    dated_on    TEXT NOT NULL,
    remark      TEXT NOT NULL,
    -- What the period was decided by.
    basis       TEXT NOT NULL,
    filed_by    TEXT NOT NULL REFERENCES staff (id),
    filed_on    TEXT NOT NULL,
    filed_entered_at INTEGER NOT NULL,
    filed_entered_on TEXT NOT NULL,
    UNIQUE (year, period, organ, number)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER archive_item_is_never_removed BEFORE DELETE ON archive_item
BEGIN
    SELECT raise(ABORT, 'an archive item is never removed');
END;

CREATE TRIGGER archive_item_keeps_its_number
BEFORE UPDATE OF year, period, organ, number, code ON archive_item
BEGIN
    SELECT raise(ABORT, 'an archive item keeps its number');
END;

CREATE INDEX archive_item_by_disclosure ON archive_item (disclosure) WHERE disclosure IS NOT NULL;

-- 改归: an item that was filed in the wrong class got a number in the right one. Its old line stays and is
-- void: the number is never given again, the reason and the new line stand here.
CREATE TABLE archive_refiled (
    item       TEXT PRIMARY KEY REFERENCES archive_item (id),
    instead    TEXT NOT NULL UNIQUE REFERENCES archive_item (id) DEFERRABLE INITIALLY DEFERRED,
    why        TEXT NOT NULL,
    refiled_by TEXT NOT NULL REFERENCES staff (id),
    refiled_on TEXT NOT NULL,
    refiled_entered_at INTEGER NOT NULL,
    refiled_entered_on TEXT NOT NULL,
    CHECK (item <> instead)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER archive_refiled_is_never_removed BEFORE DELETE ON archive_refiled
BEGIN
    SELECT raise(ABORT, 'a void line is never removed');
END;

-- Of a disclosure one line counts.
CREATE TRIGGER archive_item_counts_once BEFORE INSERT ON archive_item
WHEN EXISTS (
    SELECT 1 FROM archive_item AS known
    WHERE known.disclosure = NEW.disclosure
        AND NOT EXISTS (SELECT 1 FROM archive_refiled WHERE archive_refiled.item = known.id)
)
BEGIN
    SELECT raise(ABORT, 'a disclosure is filed once');
END;

-- The papers of an item, with how many pages each has. `paper` says which paper of the house it is,
-- `file` which stored file; a scan that comes later is one more row.
CREATE TABLE archive_part (
    item     TEXT NOT NULL REFERENCES archive_item (id),
    position INTEGER NOT NULL,
    kind     TEXT NOT NULL,
    title    TEXT NOT NULL,
    pages    INTEGER NOT NULL CHECK (pages >= 0),
    file     TEXT REFERENCES file (id),
    PRIMARY KEY (item, position)
) STRICT, WITHOUT ROWID;

-- 盒: numbered from 1 in every class, as items are.
CREATE TABLE archive_box (
    id        TEXT PRIMARY KEY,
    year      INTEGER NOT NULL,
    period    TEXT NOT NULL,
    organ     TEXT NOT NULL,
    number    INTEGER NOT NULL CHECK (number >= 1),
    spine     TEXT NOT NULL,
    packed_by TEXT NOT NULL REFERENCES staff (id),
    packed_on TEXT NOT NULL,
    packed_entered_at INTEGER NOT NULL,
    packed_entered_on TEXT NOT NULL,
    UNIQUE (year, period, organ, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE archive_boxed (
    item TEXT PRIMARY KEY REFERENCES archive_item (id),
    box  TEXT NOT NULL REFERENCES archive_box (id)
) STRICT, WITHOUT ROWID;

CREATE INDEX archive_boxed_by_box ON archive_boxed (box);

-- Where a box stands: room, cabinet, shelf. It may move; the last place counts.
CREATE TABLE archive_box_place (
    box      TEXT NOT NULL REFERENCES archive_box (id),
    position INTEGER NOT NULL,
    room     TEXT NOT NULL,
    cabinet  TEXT NOT NULL,
    shelf    TEXT NOT NULL,
    placed_on TEXT NOT NULL,
    placed_entered_at INTEGER NOT NULL,
    placed_entered_on TEXT NOT NULL,
    PRIMARY KEY (box, position)
) STRICT, WITHOUT ROWID;

-- 冻结: what is under dispute, audit or request is not disposed of until that is over.
CREATE TABLE archive_hold (
    item     TEXT NOT NULL REFERENCES archive_item (id),
    position INTEGER NOT NULL,
    why      TEXT NOT NULL,
    held_by  TEXT NOT NULL REFERENCES staff (id),
    held_on  TEXT NOT NULL,
    held_entered_at INTEGER NOT NULL,
    held_entered_on TEXT NOT NULL,
    lifted_why TEXT,
    lifted_on  TEXT,
    lifted_entered_at INTEGER,
    lifted_entered_on TEXT,
    PRIMARY KEY (item, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX archive_hold_in_force ON archive_hold (item) WHERE lifted_on IS NULL;

-- 移交: items that went to the county's archive, with whoever took them.
CREATE TABLE archive_transfer (
    id       TEXT PRIMARY KEY,
    to_whom  TEXT NOT NULL,
    receiver TEXT NOT NULL,
    receipt  TEXT REFERENCES file (id),
    handed_by TEXT NOT NULL REFERENCES staff (id),
    handed_on TEXT NOT NULL,
    handed_entered_at INTEGER NOT NULL,
    handed_entered_on TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE archive_transferred (
    item     TEXT PRIMARY KEY REFERENCES archive_item (id),
    transfer TEXT NOT NULL REFERENCES archive_transfer (id)
) STRICT, WITHOUT ROWID;

CREATE INDEX archive_transferred_by_transfer ON archive_transferred (transfer);

-- 销毁清册: appraised line by line, approved, carried out before witnesses; the list is kept for ever.
-- Names are words, for an appraiser may come from elsewhere.
CREATE TABLE disposal (
    id         TEXT PRIMARY KEY,
    year       INTEGER NOT NULL,
    number     INTEGER NOT NULL CHECK (number >= 1),
    phase      TEXT NOT NULL,
    made_by    TEXT NOT NULL REFERENCES staff (id),
    made_on    TEXT NOT NULL,
    made_entered_at INTEGER NOT NULL,
    made_entered_on TEXT NOT NULL,
    appraisers TEXT,
    approver   TEXT,
    approved_on TEXT,
    approved_entered_at INTEGER,
    approved_entered_on TEXT,
    witnesses  TEXT,
    place      TEXT,
    method     TEXT,
    carried_on TEXT,
    carried_entered_at INTEGER,
    carried_entered_on TEXT,
    UNIQUE (year, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE disposal_line (
    disposal TEXT NOT NULL REFERENCES disposal (id),
    position INTEGER NOT NULL,
    item     TEXT NOT NULL REFERENCES archive_item (id),
    verdict  TEXT,
    why      TEXT NOT NULL,
    PRIMARY KEY (disposal, position),
    UNIQUE (disposal, item)
) STRICT, WITHOUT ROWID;

CREATE INDEX disposal_line_by_item ON disposal_line (item);

-- 合订本: the plan's yearly bound book, volume by volume, and where it stands.
CREATE TABLE bound_book (
    year     INTEGER NOT NULL,
    volume   INTEGER NOT NULL CHECK (volume >= 1),
    first_no TEXT NOT NULL,
    last_no  TEXT NOT NULL,
    pages    INTEGER NOT NULL CHECK (pages >= 1),
    place    TEXT NOT NULL,
    bound_by TEXT NOT NULL REFERENCES staff (id),
    bound_on TEXT NOT NULL,
    bound_entered_at INTEGER NOT NULL,
    bound_entered_on TEXT NOT NULL,
    PRIMARY KEY (year, volume)
) STRICT, WITHOUT ROWID;

-- Scans and photos of signed sheets, a row a page: what came, how it was laid straight, which code was read
-- on it, and what became of it. What cannot be filed by its code waits here, for as long as it takes; a
-- page is filed or set aside, never dropped.
CREATE TABLE scanned_page (
    id          TEXT PRIMARY KEY,
    -- The file as it came, and which page of it.
    original    TEXT NOT NULL REFERENCES file (id),
    page        INTEGER NOT NULL CHECK (page >= 1),
    -- The page laid straight; none where the file could not be read.
    picture     TEXT REFERENCES file (id),
    width       INTEGER,
    height      INTEGER,
    width_mm    REAL,
    height_mm   REAL,
    -- What its code says: the sheet, and which page of how many. Nobody's name is in a code.
    sheet       TEXT,
    sheet_page  INTEGER,
    sheet_pages INTEGER,
    standing    TEXT NOT NULL,
    reason      TEXT,
    -- Words for the clerk: what hinders the reading.
    note        TEXT NOT NULL,
    -- Why it was set aside; gone when it was taken back, the audit chain has both.
    aside_why   TEXT,
    -- The PDF it went into, and the item that has it.
    filed       TEXT REFERENCES file (id),
    disclosure  TEXT REFERENCES disclosure (id),
    taken_by    TEXT NOT NULL REFERENCES staff (id),
    taken_on    TEXT NOT NULL,
    taken_entered_at INTEGER NOT NULL,
    taken_entered_on TEXT NOT NULL,
    settled_by  TEXT REFERENCES staff (id),
    settled_on  TEXT,
    settled_entered_at INTEGER,
    settled_entered_on TEXT,
    UNIQUE (original, page),
    CHECK ((picture IS NULL) = (width IS NULL)),
    CHECK ((standing = 'waiting') = (settled_on IS NULL)),
    CHECK ((standing = 'set_aside') = (aside_why IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX scanned_page_waiting ON scanned_page (taken_entered_at) WHERE standing = 'waiting';

CREATE INDEX scanned_page_by_sheet ON scanned_page (sheet) WHERE sheet IS NOT NULL;

CREATE TRIGGER scanned_page_is_never_removed BEFORE DELETE ON scanned_page
BEGIN
    SELECT raise(ABORT, 'a scanned page is never removed');
END;
