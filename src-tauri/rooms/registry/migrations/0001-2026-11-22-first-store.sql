-- Why: the first store. Who this store is, which desks write into it, the audit chain, the files,
-- the office's secret, and the search index. Every table is STRICT, so that a count can never
-- become a string.
--
-- Migrations are append-only: once released, this file never changes again.

-- Which office and which store file this is. Must agree with office.json, or the wrong file has
-- been put into the folder.
CREATE TABLE store_identity (
    only_one   INTEGER PRIMARY KEY CHECK (only_one = 1),
    office     TEXT NOT NULL,
    store      TEXT NOT NULL,
    founded_on TEXT NOT NULL
) STRICT;

-- A desk is one installation that enters records. `last_sequence` stands apart from the entries,
-- so that entries cut off at the end of the chain are missed. Only one desk gives register numbers.
CREATE TABLE desk (
    id            TEXT PRIMARY KEY,
    name          TEXT NOT NULL,
    gives_numbers INTEGER NOT NULL CHECK (gives_numbers IN (0, 1)),
    last_sequence INTEGER NOT NULL DEFAULT 0 CHECK (last_sequence >= 0)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX desk_that_gives_numbers ON desk (gives_numbers) WHERE gives_numbers = 1;

-- The audit chain (docs/audit-format.md). The columns are the one truth; the
-- canonical bytes are made from them again whenever the chain is checked.
CREATE TABLE audit_entry (
    desk         TEXT NOT NULL REFERENCES desk (id),
    sequence     INTEGER NOT NULL CHECK (sequence >= 1),
    format       INTEGER NOT NULL,
    act          TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id   TEXT NOT NULL,
    actor        TEXT NOT NULL,
    signer       TEXT,
    occurred_on  TEXT NOT NULL,
    entered_at   INTEGER NOT NULL,
    facts        TEXT NOT NULL,
    sha256       BLOB NOT NULL CHECK (length(sha256) = 32),
    sm3          BLOB NOT NULL CHECK (length(sm3) = 32),
    PRIMARY KEY (desk, sequence)
) STRICT, WITHOUT ROWID;

CREATE INDEX audit_entry_by_subject ON audit_entry (subject_kind, subject_id);

CREATE TRIGGER audit_entry_is_never_changed BEFORE UPDATE ON audit_entry
BEGIN
    SELECT raise(ABORT, 'an audit entry is never changed');
END;

CREATE TRIGGER audit_entry_is_never_removed BEFORE DELETE ON audit_entry
BEGIN
    SELECT raise(ABORT, 'an audit entry is never removed');
END;

-- INSERT OR REPLACE removes without firing the trigger above.
CREATE TRIGGER audit_entry_is_never_replaced BEFORE INSERT ON audit_entry
WHEN EXISTS (SELECT 1 FROM audit_entry WHERE desk = new.desk AND sequence = new.sequence)
BEGIN
    SELECT raise(ABORT, 'an audit entry is never replaced');
END;

-- A file somebody handed in. The bytes lie under files/ by their SHA-256; the name the village
-- gave them may name a person and therefore lives only here.
CREATE TABLE file (
    id            TEXT PRIMARY KEY,
    sha256        BLOB NOT NULL CHECK (length(sha256) = 32),
    sm3           BLOB NOT NULL CHECK (length(sm3) = 32),
    bytes         INTEGER NOT NULL CHECK (bytes >= 0),
    original_name TEXT NOT NULL,
    media_kind    TEXT NOT NULL,
    added_on      TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX file_by_sha256 ON file (sha256);

-- Random bytes made at founding; with them an ID number becomes comparable but unreadable.
CREATE TABLE secret (
    name  TEXT PRIMARY KEY,
    bytes BLOB NOT NULL CHECK (length(bytes) = 32)
) STRICT, WITHOUT ROWID;

-- Search: text cut into terms beforehand, the terms kept without the text. One document is one
-- part of a subject: a title, a body, a block of list rows.
CREATE TABLE search_doc (
    id      INTEGER PRIMARY KEY,
    kind    TEXT NOT NULL,
    subject TEXT NOT NULL,
    part    TEXT NOT NULL,
    UNIQUE (kind, subject, part)
) STRICT;

-- `ascii` takes every character beyond ASCII as part of a word, whatever Unicode version SQLite
-- was built with: rare characters of names stay findable.
CREATE VIRTUAL TABLE search_text USING fts5 (
    terms,
    content = '',
    contentless_delete = 1,
    tokenize = 'ascii'
);
