//! Walks the rows under a header: every row that is not empty ends up read, refused, skipped or
//! with its household, until another table begins.

use gongkai_rulebook::list::{ListKind, Meaning};

use super::dates::Days;
use super::header::{self, Header};
use super::judge::{Given, Judge};
use super::lines::{self, Line, Place};
use super::merged::{self, Merged};
use super::sheet::{disagreement, filled_rows};
use super::titles::{self, clean};
use super::totals::Sums;
use super::values::trimmed;
use super::{Column, ReadSheet, Skipped, closing, hints, households, kind};
use crate::raw::{Cell, CellKind, Row, Sheet};

/// Rows that a title above a further table may take.
const TITLE_ROWS: usize = 4;

/// One walk through a table.
pub(super) struct Walk<'a, 'r> {
    sheet: &'a Sheet,
    kind: ListKind,
    header: &'a Header,
    /// Texts above the header, which a new page repeats.
    above: &'a [String],
    read: &'r mut ReadSheet,
    judge: Judge<'a>,
    sums: Sums,
    merged: Merged<'a>,
    heading: Option<(usize, String)>,
    /// Rows up to this one are with their household.
    taken_to: u32,
    /// A further table may begin below.
    splits: bool,
    /// The rows stand under another header, which could not become a table.
    other_header: bool,
}

impl<'a, 'r> Walk<'a, 'r> {
    pub(super) fn new(
        sheet: &'a Sheet,
        (kind, days): (ListKind, Days),
        header: &'a Header,
        above: &'a [String],
        read: &'r mut ReadSheet,
        splits: bool,
    ) -> Self {
        Self {
            splits,
            other_header: false,
            sheet,
            kind,
            header,
            above,
            read,
            judge: Judge::new(&sheet.name, kind, days, &header.columns),
            sums: Sums::new(&header.columns),
            merged: Merged::new(sheet, &header.columns, header.bottom),
            heading: None,
            taken_to: 0,
        }
    }

    /// Walks to the end, or to the row at which another table begins.
    pub(super) fn walk(mut self) -> Option<u32> {
        let (header, kind) = (self.header, self.kind);
        let below = filled_rows(self.sheet).filter(|row| row.number > header.bottom);
        let list_end = closing::begins_after(below, &header.columns, kind, |row| {
            lines::total(row, &header.columns).is_some()
        });
        let mut place = Place::default();
        for row in filled_rows(self.sheet) {
            if row.number <= self.taken_to {
                continue;
            }
            if row.number < header.top {
                let unit = lines::is_unit_line(row);
                self.skip(row.number, if unit { "单位行" } else { "标题行" });
                continue;
            }
            if row.number <= header.bottom {
                self.skip(row.number, "表头");
                continue;
            }
            place.is_closed = row.number > list_end;
            let line = lines::classify(row, header, self.above, kind, place);
            place.follows_total =
                matches!(line, Line::Total) || place.follows_total && place.is_closed;
            place.follows_signature = line == Line::Skipped("签名行");
            if self.splits
                && let Some(next) = self.next_table(row, line)
            {
                return Some(next);
            }
            self.take(row, line);
        }
        None
    }

    fn skip(&mut self, row: u32, why: &'static str) {
        self.read.skipped.push(Skipped { row, why });
    }

    fn take(&mut self, row: &'a Row, line: Line) {
        match line {
            Line::Entry if self.other_header => {
                self.read.rows.push(self.judge.under_other_header(row));
            }
            Line::Entry => self.take_entry(row),
            line @ (Line::Subtotal | Line::Total) => {
                let total = line == Line::Total;
                self.skip(row.number, if total { "合计行" } else { "小计行" });
                let totals = self.sums.check(row, line, &self.header.columns);
                let wrong = totals.iter().filter(|total| !total.agrees);
                let notes = wrong.map(|total| disagreement(self.sheet, self.header, total));
                self.read.notes.extend(notes);
                self.read.totals.extend(totals);
            }
            Line::HeaderAgain => {
                self.other_header = false;
                self.skip(row.number, "表头重复");
            }
            // Only where a sheet has more tables than anybody makes.
            Line::OtherHeader => {
                self.other_header = true;
                self.skip(row.number, "另一个表头");
            }
            Line::Skipped(why) => {
                if why == "村组小标题" {
                    self.heading = heading_of(row, &self.header.columns);
                }
                self.skip(row.number, why);
            }
        }
    }

    fn take_entry(&mut self, row: &'a Row) {
        if let Some(household) = self.merged.household(row.number) {
            return self.take_household(household);
        }
        let columns = &self.header.columns;
        if merged::is_member(row, columns) && !self.read.rows.is_empty() {
            let member = self.judge.member(row, &[]);
            let last = self.read.rows.last_mut();
            last.into_iter()
                .for_each(|last| households::join(last, &member, columns));
            return self.skip(row.number, households::JOINED_BY_RELATION);
        }
        let heading = self.heading.clone();
        let mut texts = self.merged.at(row.number);
        texts.extend(heading.iter().map(|(index, text)| (*index, words(text))));
        self.keep(row, texts);
    }

    fn keep(&mut self, row: &Row, texts: Vec<(usize, Cell<'_>)>) {
        let hidden = self.sheet.is_row_hidden(row.number);
        let entry = self.judge.judge(row, &Given { texts, hidden });
        self.sums.add(&entry);
        self.read.rows.push(entry);
    }

    /// The row of the head becomes the household's line; the others are kept with it.
    fn take_household(&mut self, household: merged::Household) {
        self.taken_to = household.bottom;
        let sheet = self.sheet;
        let heading = self.heading.clone();
        let mut texts = self.merged.of_household(household);
        texts.extend(self.merged.at(household.top));
        texts.extend(heading.iter().map(|(index, text)| (*index, words(text))));
        let Some(head) = sheet.row(household.head) else {
            return;
        };
        self.keep(head, texts);
        let first = sheet.rows.partition_point(|row| row.number < household.top);
        let rows = sheet.rows[first..]
            .iter()
            .take_while(|row| row.number <= household.bottom);
        let given = self.merged.of_household(household);
        for row in rows.filter(|row| row.number != household.head) {
            if !row.cells().any(|cell| !trimmed(cell.text).is_empty()) {
                continue;
            }
            let member = self.judge.member(row, &given);
            if let Some(last) = self.read.rows.last_mut() {
                households::join(last, &member, &self.header.columns);
            }
            self.read.skipped.push(Skipped {
                row: row.number,
                why: households::JOINED,
            });
        }
        if let Some(last) = self.read.rows.last_mut() {
            self.judge.count_members(last);
        }
    }

    /// The row at which another table begins, if `row` is its header: columns that mean something
    /// else, or the same ones under a title that speaks of another village, period or matter.
    fn next_table(&mut self, row: &Row, line: Line) -> Option<u32> {
        let (start, titled) = match line {
            Line::HeaderAgain => self.titles_above(row),
            Line::OtherHeader => {
                let (start, _) = self.titles_above(row);
                (start, true)
            }
            Line::Entry | Line::Skipped(_) if self.is_second_header(row) => self.titles_above(row),
            Line::Entry | Line::Subtotal | Line::Total | Line::Skipped(_) => return None,
        };
        if !titled {
            return None;
        }
        self.read.rows.retain(|read| read.number < start);
        self.read.skipped.retain(|skipped| skipped.row < start);
        Some(start)
    }

    /// A header of which the dictionary knows little, told by the title above it.
    fn is_second_header(&self, row: &Row) -> bool {
        // Nearly every row is told to be none by its first cell.
        let first = row.cells().next();
        first.is_some_and(|cell| titles::meaning(cell.text, self.kind).is_some())
            && row.cells().len() >= 2
            && row.cells().all(|cell| cell.kind == CellKind::Text)
            && header::is_header(row, self.kind)
    }

    /// The first row of the titles right above a row, and whether they name something new.
    fn titles_above(&self, row: &Row) -> (u32, bool) {
        let at = self
            .sheet
            .rows
            .partition_point(|before| before.number < row.number);
        let (mut start, mut titled) = (row.number, false);
        for above in self.sheet.rows[..at].iter().rev().take(TITLE_ROWS) {
            let mut cells = above.cells().filter(|cell| !trimmed(cell.text).is_empty());
            let (Some(first), more) = (cells.next(), cells.next().is_some()) else {
                continue;
            };
            let unit = lines::is_unit_line(above);
            let text = clean(first.text);
            let title = !more && first.kind == CellKind::Text && names_something(&text);
            if above.number <= self.header.bottom || above.number + 4 < start || !(unit || title) {
                break;
            }
            start = above.number;
            titled |= title && !self.above.contains(&text);
        }
        (start, titled)
    }
}

/// Whether a line alone in its row is a title: it names a village, a period or a matter.
fn names_something(text: &str) -> bool {
    let short = text.chars().count() <= 60;
    short
        && (hints::village(text).is_some()
            || hints::period(text).is_some()
            || kind::named(text).is_some())
}

fn words(text: &str) -> Cell<'_> {
    Cell {
        column: 1,
        kind: CellKind::Text,
        text,
    }
}

/// A heading within the list gives its place to the rows under it.
fn heading_of(row: &Row, columns: &[Column]) -> Option<(usize, String)> {
    let text = clean(row.cells().next()?.text);
    let meaning = if text.ends_with(['村', '区', '会']) {
        Meaning::Village
    } else {
        Meaning::Group
    };
    let index = columns
        .iter()
        .position(|column| column.meaning == meaning)?;
    Some((index, text))
}
