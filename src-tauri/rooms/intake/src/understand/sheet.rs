//! Reads a sheet table by table: where each one's header stands, what is written above it and what
//! is to be said of it as a whole.

use std::borrow::Cow;

use gongkai_rulebook::list::{ListKind, Meaning};

use super::dates::Days;
use super::header::{self, Header};
use super::note::{Note, Rule};
use super::titles::clean;
use super::values::trimmed;
use super::walk::Walk;
use super::{Choice, Column, KindBy, ReadSheet, Skipped, Verdict, hints, households, kind, lines};
use crate::raw::{Row, Sheet};

/// A hidden sheet that nobody asked for.
pub(super) fn pass_over(sheet: &Sheet) -> ReadSheet {
    skip_all(sheet, "隐藏的工作表，没有读取")
}

/// Most tables that one sheet is taken apart into.
const MOST_TABLES: usize = 60;

/// Reads a sheet, table by table.
pub(super) fn read(
    sheet: &Sheet,
    kind: (ListKind, KindBy),
    choice: &Choice,
    from_1904: bool,
) -> Vec<ReadSheet> {
    let today = choice.today;
    let days = Days { today, from_1904 };
    let mut read = Vec::new();
    let mut kind = kind;
    let mut rest = Cow::Borrowed(sheet);
    loop {
        let (table, next) = read_table(&rest, (&kind, days), choice, read.len() + 1 < MOST_TABLES);
        let Some(next) = next else {
            read.push(table);
            break;
        };
        // Without the next table below it, what closes this one is told better.
        let mut first = rest.into_owned();
        let mut rows = std::mem::take(&mut first.rows);
        let mut second = first.clone();
        second.rows = rows.split_off(rows.partition_point(|row| row.number < next));
        first.rows = rows;
        read.push(read_table(&first, (&kind, days), choice, false).0);
        // Each table may be about another matter, unless somebody said what all of them are.
        if kind.1 != KindBy::Asked {
            let told = kind::told(&second, "");
            kind = if told.1 == KindBy::Nothing {
                kind
            } else {
                told
            };
        }
        rest = Cow::Owned(second);
    }
    let several = read.len() > 1;
    for (number, table) in (1..).zip(&mut read) {
        table.table = several.then_some(number);
    }
    read
}

/// Reads a table and answers with the row at which another one begins.
fn read_table(
    sheet: &Sheet,
    ((kind, by), days): (&(ListKind, KindBy), Days),
    choice: &Choice,
    splits: bool,
) -> (ReadSheet, Option<u32>) {
    let Some(header) = header::settled(sheet, *kind, choice) else {
        return (skip_all(sheet, "没有找到表头，没有读取"), None);
    };
    let mut read = empty(sheet);
    (read.kind, read.kind_by) = (*kind, by.clone());
    read.header_top = Some(header.top);
    read.header_row = Some(header.bottom);
    let above: Vec<String> = filled_rows(sheet)
        .take_while(|row| row.number < header.top)
        .flat_map(|row| row.cells().map(|cell| clean(cell.text)).collect::<Vec<_>>())
        .filter(|text| !text.is_empty())
        .collect();
    read.title_text = title_text(sheet, &header);
    hints::lay(&mut read, &above, &choice.file_name);
    let mut header = header;
    let asked = (*kind, days);
    let next = Walk::new(sheet, asked, &header, &above, &mut read, splits).walk();
    note_hidden_columns(sheet, &header, &mut read);
    note_side_by_side(sheet, &header.columns, &mut read);
    read.columns = std::mem::take(&mut header.columns);
    households::add_column(&mut read);
    (read, next)
}

/// Rows with something other than blanks.
pub(super) fn filled_rows(sheet: &Sheet) -> impl DoubleEndedIterator<Item = &Row> {
    sheet
        .rows
        .iter()
        .filter(|row| row.cells().any(|cell| !trimmed(cell.text).is_empty()))
}

fn empty(sheet: &Sheet) -> ReadSheet {
    ReadSheet {
        name: sheet.name.clone(),
        table: None,
        hidden: sheet.hidden,
        kind: ListKind::General,
        kind_by: KindBy::Nothing,
        title_text: None,
        village: None,
        village_by: None,
        period: None,
        period_by: None,
        header_top: None,
        header_row: None,
        columns: Vec::new(),
        rows: Vec::new(),
        skipped: Vec::new(),
        totals: Vec::new(),
        notes: Vec::new(),
    }
}

fn skip_all(sheet: &Sheet, why: &'static str) -> ReadSheet {
    let mut read = empty(sheet);
    read.skipped = filled_rows(sheet)
        .map(|row| Skipped {
            row: row.number,
            why,
        })
        .collect();
    read
}

/// The longest text above the header that states no unit.
fn title_text(sheet: &Sheet, header: &Header) -> Option<String> {
    filled_rows(sheet)
        .take_while(|row| row.number < header.top)
        .filter(|row| !lines::is_unit_line(row))
        .flat_map(Row::cells)
        .map(|cell| cell.text.split_whitespace().collect::<String>())
        .filter(|text| !text.is_empty() && !text.contains([':', '：']))
        .max_by_key(|text| text.chars().count())
}

fn note_hidden_columns(sheet: &Sheet, header: &Header, read: &mut ReadSheet) {
    for column in &header.columns {
        if sheet.is_column_hidden(column.number) {
            read.notes.push(Note {
                rule: Rule::ColumnHidden,
                sheet: sheet.name.clone(),
                row: None,
                column: Some((column.number, column.title.clone())),
                text: "这一列在表格里是隐藏的".to_owned(),
            });
        }
    }
}

pub(super) fn disagreement(sheet: &Sheet, header: &Header, total: &super::Total) -> Note {
    let column = header
        .columns
        .iter()
        .find(|column| column.title == total.column);
    let stated = total.stated_text();
    Note {
        rule: Rule::TotalDisagrees,
        sheet: sheet.name.clone(),
        row: Some(total.row),
        column: column.map(|column| (column.number, column.title.clone())),
        text: format!(
            "表上的合计是 {stated}，各行加起来是 {}",
            total.computed_text()
        ),
    }
}

/// Two lists beside each other cannot be read as one: every row would lose its right half.
fn note_side_by_side(sheet: &Sheet, columns: &[Column], read: &mut ReadSheet) {
    let names: Vec<&Column> = columns
        .iter()
        .filter(|column| column.meaning == Meaning::Name)
        .collect();
    let [first, second, ..] = names.as_slice() else {
        return;
    };
    let twice = first.parts.last().is_some() && first.parts == second.parts;
    let between = second.number - first.number;
    // The columns beside the second name are those beside the first.
    let same = columns.iter().any(|column| {
        let other = columns
            .iter()
            .find(|other| other.number == column.number + between);
        column.number != first.number && other.is_some_and(|other| other.parts == column.parts)
    });
    if !(twice && same) {
        return;
    }
    let note = |row| Note {
        rule: Rule::SideBySide,
        sheet: sheet.name.clone(),
        row,
        column: Some((second.number, second.title.clone())),
        text: "左右并排有两组名单，右边一组没有读".to_owned(),
    };
    for row in &mut read.rows {
        row.notes.push(note(Some(row.number)));
        row.verdict = Verdict::Refused;
    }
    read.notes.push(note(None));
}
