-- Why: what the desktop window keeps besides the records of 0002, one section a duty.

-- 打印记录: what was printed when, by whom, on which machine, and how it ended. The row is there
-- before the first page is made, so that a print that was cut off is found again.
CREATE TABLE print_job (
    id         TEXT PRIMARY KEY,
    by         TEXT NOT NULL REFERENCES staff (id),
    -- The printer's name; NULL for a file.
    printer    TEXT,
    copies     INTEGER NOT NULL CHECK (copies >= 1),
    two_sided  INTEGER NOT NULL CHECK (two_sided IN (0, 1)),
    -- The sizes of paper it went on, codes apart by blanks; empty for a file and until it went out.
    sizes      TEXT NOT NULL,
    -- Pages of one copy, once they are made.
    pages      INTEGER NOT NULL CHECK (pages >= 0),
    phase      TEXT NOT NULL,
    reason     TEXT,
    -- Number of the job in the printing system.
    request    TEXT,
    printed_on TEXT NOT NULL,
    printed_entered_at INTEGER NOT NULL,
    printed_entered_on TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX print_job_by_time ON print_job (printed_entered_at);

-- What a print held. Its title is as it was printed, and its item may be a draft that went with
-- its import afterwards: what was once on paper stays in the log.
CREATE TABLE print_job_paper (
    job        TEXT NOT NULL REFERENCES print_job (id),
    position   INTEGER NOT NULL,
    paper      TEXT NOT NULL,
    title      TEXT NOT NULL,
    disclosure TEXT,
    -- Of copies of an item: the sheet of the posted one, so that they print again as they were.
    sheet      TEXT,
    PRIMARY KEY (job, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX print_job_paper_by_disclosure ON print_job_paper (disclosure, paper)
WHERE disclosure IS NOT NULL;

-- 批量审批表: many routine items on one sheet that is signed by hand. What was printed is kept, so
-- that the signed sheet is entered once for all of them, and an item whose text was changed since
-- is left out: the signature approved another text. A draft whose import is undone goes, its line
-- here stays, as it does on the paper; therefore `disclosure` refers to nothing.
CREATE TABLE batch_sheet (
    id     TEXT PRIMARY KEY,
    year   INTEGER NOT NULL,
    number INTEGER NOT NULL CHECK (number >= 1),
    chain  TEXT NOT NULL,
    printed_by TEXT NOT NULL REFERENCES staff (id),
    printed_on TEXT NOT NULL,
    printed_entered_at INTEGER NOT NULL,
    printed_entered_on TEXT NOT NULL,
    UNIQUE (year, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE batch_sheet_line (
    sheet      TEXT NOT NULL REFERENCES batch_sheet (id),
    position   INTEGER NOT NULL CHECK (position >= 1),
    disclosure TEXT NOT NULL,
    title      TEXT NOT NULL,
    text_sha256 BLOB NOT NULL CHECK (length(text_sha256) = 32),
    PRIMARY KEY (sheet, position),
    UNIQUE (sheet, disclosure)
) STRICT, WITHOUT ROWID;

CREATE INDEX batch_sheet_line_by_disclosure ON batch_sheet_line (disclosure);

-- == 公开栏、三份 ==
-- Boards as things of the office: what hangs where, what should hang there and does not. A posting
-- goes on naming its place in words, as it was on that day; a board is known by every name it has
-- ever had, so that no old posting is lost when a board is renamed.
CREATE TABLE board (
    id       TEXT PRIMARY KEY,
    position INTEGER NOT NULL UNIQUE,
    -- The channel of a posting on it: 公开栏, 村公开栏, 内部公示栏, 便民服务中心, 电子屏.
    channel  TEXT NOT NULL,
    -- Where it stands, in words.
    stands   TEXT,
    -- The village whose matters hang on it.
    village  TEXT,
    photo    TEXT REFERENCES file (id),
    added_on TEXT NOT NULL,
    added_entered_at INTEGER NOT NULL,
    added_entered_on TEXT NOT NULL,
    set_aside_on TEXT,
    set_aside_entered_at INTEGER,
    set_aside_entered_on TEXT
) STRICT, WITHOUT ROWID;

-- Names of boards, oldest first; the last one is in use. A name is one board's for ever.
CREATE TABLE board_name (
    board    TEXT NOT NULL REFERENCES board (id),
    position INTEGER NOT NULL,
    name     TEXT NOT NULL,
    PRIMARY KEY (board, position)
) STRICT, WITHOUT ROWID;

-- A taken-down sheet is filed with a photo of the place afterwards.
ALTER TABLE posting ADD COLUMN taken_photo TEXT REFERENCES file (id);

-- What hangs and where it hangs is asked for at every look at the boards.
CREATE INDEX posting_hanging ON posting (place) WHERE taken_on IS NULL;

-- Where the township's own copy lies: folder or box. It may move; the last place counts.
CREATE TABLE copy_place (
    copy     TEXT NOT NULL REFERENCES copy (id),
    position INTEGER NOT NULL,
    place    TEXT NOT NULL,
    kept_on  TEXT NOT NULL,
    kept_entered_at INTEGER NOT NULL,
    kept_entered_on TEXT NOT NULL,
    PRIMARY KEY (copy, position)
) STRICT, WITHOUT ROWID;

-- 今日, 目录: indexes over what is still open, so that looking at today never reads what is finished;
-- and the time class that an office confirmed where its plan gives none.

CREATE INDEX disclosure_by_entry ON disclosure (entry);
CREATE INDEX register_line_by_day ON register_line (released_on, disclosure);
CREATE INDEX signature_wanted ON signature (disclosure)
    WHERE void_since IS NULL AND (
        (kind = 'oral' AND later_on IS NULL)
        OR (kind = 'paper' AND scan IS NULL)
        OR (later_kind = 'paper' AND later_scan IS NULL)
    );
CREATE INDEX posting_still_up ON posting (disclosure, position)
    WHERE taken_on IS NULL
        AND channel IN ('notice_board', 'village_board', 'internal_board', 'service_centre', 'screen');
CREATE INDEX copy_under_way ON copy (disclosure) WHERE made_for = 'county' AND receipt IS NULL;

-- Planned channels of released items on which nothing has been posted: an index that SQLite has no
-- word for. It says nothing that planned_channel and posting do not say; triggers keep it.
CREATE TABLE channel_to_post (
    disclosure TEXT NOT NULL REFERENCES disclosure (id),
    channel    TEXT NOT NULL,
    PRIMARY KEY (disclosure, channel)
) STRICT, WITHOUT ROWID;

INSERT INTO channel_to_post (disclosure, channel)
SELECT DISTINCT planned.disclosure, planned.channel
FROM planned_channel AS planned
JOIN disclosure ON disclosure.id = planned.disclosure AND disclosure.state = 'released'
WHERE NOT EXISTS (
    SELECT 1 FROM posting
    WHERE posting.disclosure = planned.disclosure AND posting.channel = planned.channel
);

CREATE TRIGGER channel_is_planned AFTER INSERT ON planned_channel
WHEN NOT EXISTS (
    SELECT 1 FROM posting WHERE disclosure = new.disclosure AND channel = new.channel
)
BEGIN
    INSERT INTO channel_to_post (disclosure, channel) VALUES (new.disclosure, new.channel)
    ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER channel_is_planned_no_more AFTER DELETE ON planned_channel
BEGIN
    DELETE FROM channel_to_post WHERE disclosure = old.disclosure AND channel = old.channel;
END;

CREATE TRIGGER channel_is_posted AFTER INSERT ON posting
BEGIN
    DELETE FROM channel_to_post WHERE disclosure = new.disclosure AND channel = new.channel;
END;

CREATE TRIGGER channel_is_needed_no_more AFTER UPDATE OF state ON disclosure
WHEN new.state IN ('corrected', 'withdrawn')
BEGIN
    DELETE FROM channel_to_post WHERE disclosure = new.id;
END;

-- 时限类别 and how often, where the plan left it open and the office has confirmed it.
CREATE TABLE entry_timing (
    entry      TEXT PRIMARY KEY,
    time_class TEXT NOT NULL,
    period     TEXT,
    settled_by TEXT NOT NULL REFERENCES staff (id),
    settled_on TEXT NOT NULL,
    settled_entered_at INTEGER NOT NULL,
    settled_entered_on TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Drafting: what somebody is typing and has not saved, so that a crash or a power cut loses no
-- keystroke. It is nobody's act: no audit entry, no signature void. Saving the item drops the row;
-- what was put aside stays. The item is no foreign key: it may be undone while the text is kept.
CREATE TABLE working_text (
    id           TEXT PRIMARY KEY,
    person       TEXT NOT NULL REFERENCES staff (id),
    disclosure   TEXT,
    text         TEXT NOT NULL,
    kept_at      INTEGER NOT NULL,
    set_aside_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX working_text_of_item ON working_text (person, disclosure)
WHERE disclosure IS NOT NULL AND set_aside_at IS NULL;

-- What the clerk plans for an item and no signature approves: the item it was copied from, and
-- channels that differ from the entry's (JSON array of codes; none: as the entry says).
CREATE TABLE disclosure_plan (
    disclosure  TEXT PRIMARY KEY REFERENCES disclosure (id),
    copied_from TEXT,
    channels    TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Imports under way, mended cells, rows left out, remembered columns.

-- The draft an import put its list into; NULL where it opened drafts of its own.
ALTER TABLE list_import ADD COLUMN into_draft TEXT;

-- An import that is not finished, by the workbook's content: the same file chosen again, by another
-- name or after a power cut, goes on where it was left.
CREATE TABLE import_under_way (
    sha256    BLOB PRIMARY KEY CHECK (length(sha256) = 32),
    path      TEXT NOT NULL,
    file_name TEXT NOT NULL,
    choice    TEXT NOT NULL,
    begun_by  TEXT NOT NULL REFERENCES staff (id),
    begun_on  TEXT NOT NULL,
    begun_entered_at INTEGER NOT NULL,
    begun_entered_on TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A cell's new text in an unfinished import. It may be somebody's number: it is shown only for
-- repair, and goes when the import is finished or set aside.
CREATE TABLE import_mend (
    sha256   BLOB NOT NULL REFERENCES import_under_way (sha256),
    sheet    TEXT NOT NULL,
    row      INTEGER NOT NULL CHECK (row >= 1),
    position INTEGER NOT NULL CHECK (position >= 1),
    text     TEXT NOT NULL,
    mended_by TEXT NOT NULL REFERENCES staff (id),
    mended_on TEXT NOT NULL,
    mended_entered_at INTEGER NOT NULL,
    mended_entered_on TEXT NOT NULL,
    PRIMARY KEY (sha256, sheet, row, position)
) STRICT, WITHOUT ROWID;

-- A row that an unfinished import leaves out, and why.
CREATE TABLE import_omission (
    sha256   BLOB NOT NULL REFERENCES import_under_way (sha256),
    sheet    TEXT NOT NULL,
    row      INTEGER NOT NULL CHECK (row >= 1),
    why      TEXT NOT NULL,
    left_by  TEXT NOT NULL REFERENCES staff (id),
    left_on  TEXT NOT NULL,
    left_entered_at INTEGER NOT NULL,
    left_entered_on TEXT NOT NULL,
    PRIMARY KEY (sha256, sheet, row)
) STRICT, WITHOUT ROWID;

-- Provenance of a kept list: what the village had written in a cell before the office mended it.
CREATE TABLE list_mend (
    list     TEXT NOT NULL REFERENCES list (id),
    row      INTEGER NOT NULL,
    position INTEGER NOT NULL,
    original TEXT NOT NULL,
    mended_by TEXT NOT NULL REFERENCES staff (id),
    mended_on TEXT NOT NULL,
    mended_entered_at INTEGER NOT NULL,
    mended_entered_on TEXT NOT NULL,
    PRIMARY KEY (list, row, position)
) STRICT, WITHOUT ROWID;

-- Rows of the sheet that a kept list does not have, by the office's own decision.
CREATE TABLE list_omission (
    list     TEXT NOT NULL REFERENCES list (id),
    row      INTEGER NOT NULL,
    why      TEXT NOT NULL,
    left_by  TEXT NOT NULL REFERENCES staff (id),
    left_on  TEXT NOT NULL,
    left_entered_at INTEGER NOT NULL,
    left_entered_on TEXT NOT NULL,
    PRIMARY KEY (list, row)
) STRICT, WITHOUT ROWID;

-- How a village's sheets of one kind were understood last time; village '' stands for sheets that
-- name none or several.
CREATE TABLE column_habit (
    village   TEXT NOT NULL,
    kind      TEXT NOT NULL,
    columns   TEXT NOT NULL,
    header_top    INTEGER,
    header_bottom INTEGER,
    entry     TEXT NOT NULL,
    kept_by   TEXT NOT NULL REFERENCES staff (id),
    kept_on   TEXT NOT NULL,
    kept_entered_at INTEGER NOT NULL,
    kept_entered_on TEXT NOT NULL,
    PRIMARY KEY (village, kind)
) STRICT, WITHOUT ROWID;

-- == 人员、备份 ==
-- Who has left signs and enters nothing from then on, and stays known for what was signed before.
ALTER TABLE staff ADD COLUMN left_on TEXT;

-- 代: who acts for whom, from when until when. One that ended early keeps its dates and says so.
CREATE TABLE stand_in (
    id       TEXT PRIMARY KEY,
    for_whom TEXT NOT NULL REFERENCES staff (id),
    who      TEXT NOT NULL REFERENCES staff (id),
    from_on  TEXT NOT NULL,
    until_on TEXT NOT NULL CHECK (until_on >= from_on),
    ended_on TEXT,
    agreed_on TEXT NOT NULL,
    agreed_entered_at INTEGER NOT NULL,
    agreed_entered_on TEXT NOT NULL,
    CHECK (for_whom <> who)
) STRICT, WITHOUT ROWID;

-- Backups that were made and read back: what is known of them while the stick lies in the cabinet.
CREATE TABLE backup_made (
    name    TEXT PRIMARY KEY,
    place   TEXT NOT NULL,
    sha256  BLOB NOT NULL CHECK (length(sha256) = 32),
    bytes   INTEGER NOT NULL CHECK (bytes >= 0),
    files   INTEGER NOT NULL CHECK (files >= 0),
    missing INTEGER NOT NULL CHECK (missing >= 0),
    entries INTEGER NOT NULL CHECK (entries >= 0),
    made_on TEXT NOT NULL,
    made_entered_at INTEGER NOT NULL,
    made_entered_on TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- == 上级要求、重要事项、引用发文稿纸 ==
-- 上级要求: the document by which a superior asked for the item, and the last day it sets.
ALTER TABLE disclosure ADD COLUMN demanded_by TEXT;
ALTER TABLE disclosure ADD COLUMN demanded_due TEXT CHECK (demanded_due IS NULL OR demanded_by IS NOT NULL);

-- 重要事项 are disclosed 事前, 事中, 事后; no word for every other item.
ALTER TABLE disclosure ADD COLUMN stage TEXT;

-- 文号 of the document whose signed draft sheet a signature is cited from.
ALTER TABLE signature ADD COLUMN document TEXT;

-- == 名单的期间、退回与补报 ==
-- The period that a list is about, in its own words and as days, so that the list before it and the
-- lists beside it are found without reading rows: lists are compared a period at a time, and ten
-- years of rows cost nothing.
ALTER TABLE list ADD COLUMN period TEXT;
ALTER TABLE list ADD COLUMN period_first TEXT;
ALTER TABLE list ADD COLUMN period_last TEXT CHECK ((period IS NULL) = (period_last IS NULL));

-- The draft that this list was put into, where it opened none of its own: an import that follows a
-- returned one puts each village's list where the earlier one was.
ALTER TABLE list ADD COLUMN into_draft TEXT;

CREATE INDEX list_by_kind ON list (kind, period_first);

-- 退回: a village's workbook that went back to be mended, and the one that came for it. What was wrong
-- stands below, so that the next workbook shows what was mended and what is still wrong.
CREATE TABLE list_return (
    id        TEXT PRIMARY KEY,
    sha256    BLOB NOT NULL CHECK (length(sha256) = 32),
    file_name TEXT NOT NULL,
    kind      TEXT NOT NULL,
    -- The village's name without the word for what it is; empty where the workbook names none.
    village   TEXT NOT NULL,
    period    TEXT,
    due       TEXT,
    returned_by TEXT NOT NULL REFERENCES staff (id),
    returned_on TEXT NOT NULL,
    returned_entered_at INTEGER NOT NULL,
    returned_entered_on TEXT NOT NULL,
    -- SHA-256 of the workbook that was imported for it.
    answered  BLOB CHECK (answered IS NULL OR length(answered) = 32)
) STRICT, WITHOUT ROWID;

CREATE INDEX list_return_open ON list_return (village, kind) WHERE answered IS NULL;

-- A fault of it: whose row (the name, as list_row has it; the number as a digest), which column, which
-- rule, in a sentence without a value.
CREATE TABLE list_return_fault (
    slip     TEXT NOT NULL REFERENCES list_return (id),
    position INTEGER NOT NULL,
    sheet    TEXT NOT NULL,
    row      INTEGER NOT NULL CHECK (row >= 1),
    title    TEXT,
    rule     TEXT NOT NULL,
    said     TEXT NOT NULL,
    name     TEXT NOT NULL,
    id_hmac  BLOB CHECK (id_hmac IS NULL OR length(id_hmac) = 32),
    PRIMARY KEY (slip, position)
) STRICT, WITHOUT ROWID;

-- == 个人信息、用词 ==
-- What an office shows less of than the shipped rulings, for every list: a meaning of a column, an
-- audience, and whether the column is masked or stays in the office.
CREATE TABLE list_rule (
    meaning    TEXT NOT NULL,
    audience   TEXT NOT NULL,
    rule       TEXT NOT NULL CHECK (rule IN ('mask', 'drop')),
    settled_by TEXT NOT NULL REFERENCES staff (id),
    settled_on TEXT NOT NULL,
    settled_entered_at INTEGER NOT NULL,
    settled_entered_on TEXT NOT NULL,
    PRIMARY KEY (meaning, audience)
) STRICT, WITHOUT ROWID;

-- What a reviewer let out of one item beyond the rulings, with his reason. It holds for the list it
-- was given for and for no other; the list may go while the reason is kept.
CREATE TABLE list_allowance (
    disclosure TEXT NOT NULL REFERENCES disclosure (id),
    list       TEXT NOT NULL,
    allowance  TEXT NOT NULL,
    why        TEXT NOT NULL,
    reviewer   TEXT NOT NULL REFERENCES staff (id),
    enterer    TEXT NOT NULL REFERENCES staff (id),
    given_on   TEXT NOT NULL,
    given_entered_at INTEGER NOT NULL,
    given_entered_on TEXT NOT NULL,
    PRIMARY KEY (disclosure, list, allowance)
) STRICT, WITHOUT ROWID;

-- Words that the office watches besides those that ship; a shipped word that it does not mind is
-- here with `minded` 0.
CREATE TABLE watched_word (
    word   TEXT PRIMARY KEY,
    minded INTEGER NOT NULL CHECK (minded IN (0, 1)),
    better TEXT NOT NULL,
    why    TEXT NOT NULL,
    kept_by TEXT NOT NULL REFERENCES staff (id),
    kept_on TEXT NOT NULL,
    kept_entered_at INTEGER NOT NULL,
    kept_entered_on TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- == 附件的清理 ==
-- What of an attached file may leave: a copy without what nobody sees on paper, or why there is
-- none. The file itself stays as it came. `removed` and `pictures` are lists for people to read.
CREATE TABLE clean_copy (
    file     TEXT PRIMARY KEY REFERENCES file (id),
    clean    TEXT REFERENCES file (id),
    refused  TEXT,
    next     TEXT,
    removed  TEXT NOT NULL,
    pictures TEXT NOT NULL,
    CHECK ((clean IS NULL) <> (refused IS NULL)),
    CHECK ((refused IS NULL) = (next IS NULL))
) STRICT, WITHOUT ROWID;

-- 看过图片: who looked at the pictures of an item's attachment, which no program can read.
CREATE TABLE picture_look (
    disclosure TEXT NOT NULL REFERENCES disclosure (id),
    file       TEXT NOT NULL REFERENCES file (id),
    looked_by  TEXT NOT NULL REFERENCES staff (id),
    looked_on  TEXT NOT NULL,
    looked_entered_at INTEGER NOT NULL,
    looked_entered_on TEXT NOT NULL,
    PRIMARY KEY (disclosure, file)
) STRICT, WITHOUT ROWID;

-- == 提醒的说明 ==
-- A warning of the gate that somebody let stand, each with his own reason. It covers that very line
-- about that very text: `text_sha256` is the fingerprint of the item's content. A reason given anew
-- for the same line comes after the older one, which stays.
CREATE TABLE accepted_warning (
    disclosure TEXT NOT NULL REFERENCES disclosure (id),
    position   INTEGER NOT NULL CHECK (position >= 1),
    -- 检查项, where it stands and what it says, as the gate told it: nothing private is in it.
    kind       TEXT NOT NULL,
    place      TEXT NOT NULL,
    warning    TEXT NOT NULL,
    text_sha256 BLOB NOT NULL CHECK (length(text_sha256) = 32),
    why        TEXT NOT NULL,
    accepted_by TEXT NOT NULL REFERENCES staff (id),
    accepted_on TEXT NOT NULL,
    accepted_entered_at INTEGER NOT NULL,
    accepted_entered_on TEXT NOT NULL,
    PRIMARY KEY (disclosure, position)
) STRICT, WITHOUT ROWID;

-- == 家庭成员 ==
-- Whoever else belongs to a row's household, as far as the list gives a whole number: its digest alone,
-- so that a member is found on another list. Names and numbers stay with the row's private cells.
CREATE TABLE list_member (
    list    TEXT NOT NULL REFERENCES list (id),
    row     INTEGER NOT NULL,
    id_hmac BLOB NOT NULL CHECK (length(id_hmac) = 32),
    PRIMARY KEY (list, row, id_hmac)
) STRICT, WITHOUT ROWID;

-- == 重新评估、分步公开 ==
-- 不予公开 is looked at again every year (Order 711 Art. 18): what came of it, and why.
CREATE TABLE reassessment (
    disclosure TEXT NOT NULL REFERENCES exemption (disclosure),
    position   INTEGER NOT NULL CHECK (position >= 1),
    -- It still is not disclosed; otherwise it may be from now on.
    still      INTEGER NOT NULL CHECK (still IN (0, 1)),
    why        TEXT NOT NULL,
    assessed_by TEXT NOT NULL REFERENCES staff (id),
    assessed_on TEXT NOT NULL,
    assessed_entered_at INTEGER NOT NULL,
    assessed_entered_on TEXT NOT NULL,
    PRIMARY KEY (disclosure, position)
) STRICT, WITHOUT ROWID;

-- 重要事项 whose next step is still to come are few among ten years of items.
CREATE INDEX disclosure_of_stage ON disclosure (stage) WHERE stage IS NOT NULL;
