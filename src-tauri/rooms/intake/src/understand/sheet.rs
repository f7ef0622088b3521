//! Walks the rows of one sheet: every row that is not empty ends up read, refused or skipped.

use chrono::NaiveDate;
use gongkai_rulebook::list::{ListKind, Meaning};

use super::header::{self, Header};
use super::judge::{Given, Judge};
use super::lines::{self, Line, Place};
use super::note::{Note, Rule};
use super::titles::clean;
use super::totals::Sums;
use super::values::trimmed;
use super::{Choice, Column, ReadSheet, Skipped, closing, hints};
use crate::raw::{Row, Sheet};

/// A hidden sheet that nobody asked for.
pub(super) fn pass_over(sheet: &Sheet) -> ReadSheet {
    skip_all(sheet, "隐藏的工作表，没有读取")
}

/// Reads a sheet.
pub(super) fn read(sheet: &Sheet, kind: ListKind, choice: &Choice) -> ReadSheet {
    let today = choice.today;
    let Some(header) = header::settled(sheet, kind, choice) else {
        return skip_all(sheet, "没有找到表头，没有读取");
    };
    let mut read = empty(sheet);
    read.header_top = Some(header.top);
    read.header_row = Some(header.bottom);
    let above: Vec<String> = filled_rows(sheet)
        .take_while(|row| row.number < header.top)
        .flat_map(|row| row.cells().map(|cell| clean(cell.text)).collect::<Vec<_>>())
        .filter(|text| !text.is_empty())
        .collect();
    read.title_text = title_text(sheet, &header);
    let hint = read.title_text.as_deref().unwrap_or_default();
    read.village = hints::village(hint).or_else(|| hints::village(&sheet.name));
    read.period = hints::period(hint).or_else(|| hints::period(&sheet.name));
    read_rows(sheet, (kind, today), &header, &above, &mut read);
    note_hidden_columns(sheet, &header, &mut read);
    read.columns = header.columns;
    read
}

fn read_rows(
    sheet: &Sheet,
    (kind, today): (ListKind, Option<NaiveDate>),
    header: &Header,
    above: &[String],
    read: &mut ReadSheet,
) {
    let mut judge = Judge::new(&sheet.name, kind, today, &header.columns);
    let mut sums = Sums::new(&header.columns);
    let filled = Filled::new(sheet, &header.columns);
    let mut heading: Option<(usize, String)> = None;
    let mut other_header = false;
    let below = filled_rows(sheet).filter(|row| row.number > header.bottom);
    let list_end = closing::begins_after(below, &header.columns, kind, |row| {
        lines::total(row, &header.columns).is_some()
    });
    let mut place = Place::default();
    let skip = |read: &mut ReadSheet, row: &Row, why| {
        read.skipped.push(Skipped {
            row: row.number,
            why,
        });
    };
    for row in filled_rows(sheet) {
        if row.number < header.top {
            let why = if lines::is_unit_line(row) {
                "单位行"
            } else {
                "标题行"
            };
            skip(read, row, why);
            continue;
        }
        if row.number <= header.bottom {
            skip(read, row, "表头");
            continue;
        }
        place.is_closed = row.number > list_end;
        let line = lines::classify(row, header, above, kind, place);
        place.follows_total = matches!(line, Line::Total) || place.follows_total && place.is_closed;
        place.follows_signature = line == Line::Skipped("签名行");
        match line {
            Line::Entry if other_header => read.rows.push(judge.under_other_header(row)),
            Line::Entry => {
                let mut texts = filled.at(row.number);
                texts.extend(heading.iter().map(|(index, text)| (*index, text.as_str())));
                let hidden = sheet.is_row_hidden(row.number);
                let entry = judge.judge(row, &Given { texts, hidden });
                sums.add(&entry, &header.columns);
                read.rows.push(entry);
            }
            line @ (Line::Subtotal | Line::Total) => {
                skip(
                    read,
                    row,
                    if line == Line::Total {
                        "合计行"
                    } else {
                        "小计行"
                    },
                );
                let totals = sums.check(row, line, &header.columns);
                let wrong = totals.iter().filter(|total| !total.agrees);
                let notes: Vec<Note> = wrong
                    .map(|total| disagreement(sheet, header, total))
                    .collect();
                read.notes.extend(notes);
                read.totals.extend(totals);
            }
            Line::HeaderAgain => {
                other_header = false;
                skip(read, row, "表头重复");
            }
            Line::OtherHeader => {
                other_header = true;
                skip(read, row, "另一个表头");
            }
            Line::Skipped(why) => {
                if why == "村组小标题" {
                    heading = heading_of(row, &header.columns);
                }
                skip(read, row, why);
            }
        }
    }
}

/// Rows with something other than blanks.
fn filled_rows(sheet: &Sheet) -> impl DoubleEndedIterator<Item = &Row> {
    sheet
        .rows
        .iter()
        .filter(|row| row.cells().any(|cell| !trimmed(cell.text).is_empty()))
}

fn empty(sheet: &Sheet) -> ReadSheet {
    ReadSheet {
        name: sheet.name.clone(),
        hidden: sheet.hidden,
        title_text: None,
        village: None,
        period: None,
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

fn disagreement(sheet: &Sheet, header: &Header, total: &super::Total) -> Note {
    let column = header
        .columns
        .iter()
        .find(|column| column.title == total.column);
    let money = column.is_some_and(|column| column.meaning == Meaning::Amount);
    let show = |value: i64| {
        if money {
            format!("{} 元", gongkai_rulebook::money::Fen(value))
        } else {
            value.to_string()
        }
    };
    let stated = total.stated.map_or_else(|| "不是数字".to_owned(), show);
    Note {
        rule: Rule::TotalDisagrees,
        sheet: sheet.name.clone(),
        row: Some(total.row),
        column: column.map(|column| (column.number, column.title.clone())),
        text: format!(
            "表上的合计是 {stated}，各行加起来是 {}",
            show(total.computed)
        ),
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

/// First row, last row and text of a merged area.
type Stretch<'a> = (u32, u32, &'a str);

/// Texts of village and group that a merged area gives to all its rows.
struct Filled<'a> {
    /// Index of the column and its areas as (first row, last row, text), ascending.
    columns: Vec<(usize, Vec<Stretch<'a>>)>,
}

impl<'a> Filled<'a> {
    fn new(sheet: &'a Sheet, columns: &[Column]) -> Self {
        let places = columns
            .iter()
            .enumerate()
            .filter(|(_, column)| matches!(column.meaning, Meaning::Village | Meaning::Group));
        let columns = places
            .map(|(index, column)| {
                let mut areas: Vec<Stretch<'_>> = sheet
                    .merged
                    .iter()
                    .filter(|area| area.bottom > area.top && area.left == column.number)
                    .map(|area| {
                        let text = sheet.row(area.top).map_or("", |row| row.text(area.left));
                        (area.top, area.bottom, trimmed(text))
                    })
                    .collect();
                areas.sort_unstable();
                (index, areas)
            })
            .collect();
        Self { columns }
    }

    fn at(&self, row: u32) -> Vec<(usize, &'a str)> {
        let text = |areas: &[Stretch<'a>]| {
            let after = areas.partition_point(|(top, _, _)| *top <= row);
            let (_, bottom, text) = areas.get(after.checked_sub(1)?)?;
            (*bottom >= row).then_some(*text)
        };
        self.columns
            .iter()
            .filter_map(|(index, areas)| Some((*index, text(areas)?)))
            .collect()
    }
}
