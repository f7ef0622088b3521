//! Looks for private values everywhere in a workbook: all sheets, hidden ones and hidden rows
//! among them, comments, page headers, sheet names, document properties, texts that no cell shows;
//! what it could not look at it says, and such a file is never called clean.

use std::borrow::Cow;
use std::num::NonZero;
use std::ops::Range;
use std::panic::resume_unwind;
use std::thread::{self, ScopedJoinHandle};

use gongkai_rulebook::privacy::{FindingKind, ScanOptions, scan_text};
use serde::Serialize;

use crate::place::push_reference;
use crate::raw::{Cell, CellKind, Row, Sheet, Workbook, column_letters};

pub(crate) mod split;

/// The fewest rows for which another thread is worth its start.
const FEWEST_ROWS: usize = 4096;

/// What a look through a workbook brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Scanned {
    /// Private values, in the order of the file.
    pub findings: Vec<Found>,
    /// What is in the file and was not looked at, in Chinese.
    pub not_looked_at: Vec<String>,
}

impl Scanned {
    /// Whether everything was looked at and nothing was found.
    pub fn is_clean(&self) -> bool {
        self.findings.is_empty() && self.not_looked_at.is_empty()
    }
}

/// A private value in a workbook. It keeps the place, never the value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Found {
    /// What it is.
    pub kind: FindingKind,
    /// Where it stands: `名单!D9`, `名单!F1:G1` (a part in each cell), `名单!D9 批注`, `名单 页眉页脚`, `文档属性“作者”`.
    #[serde(rename = "where")]
    pub place: String,
    /// The value, masked.
    pub masked: String,
    /// It stands where the screen does not show it: hidden sheet, row or column, comment, page
    /// header, property.
    pub unseen: bool,
}

/// Looks through a workbook.
pub fn scan(workbook: &Workbook, options: &ScanOptions) -> Scanned {
    let mut look = Look {
        options,
        findings: Vec::new(),
    };
    for sheet in &workbook.sheets {
        look.at_sheet(sheet);
    }
    for property in &workbook.properties {
        look.at(&property.text, true, || {
            format!("文档属性“{}”", property.name)
        });
    }
    for one in &workbook.elsewhere {
        look.at(&one.text, true, || one.place.clone());
    }
    Scanned {
        findings: look.findings,
        not_looked_at: workbook.not_looked_at.clone(),
    }
}

struct Look<'a> {
    options: &'a ScanOptions,
    findings: Vec<Found>,
}

impl Look<'_> {
    fn at_sheet(&mut self, sheet: &Sheet) {
        self.at(&sheet.name, sheet.hidden, || format!("{} 表名", sheet.name));
        self.at_all_rows(sheet);
        for comment in &sheet.comments {
            self.at(&comment.text, true, || {
                format!("{} 批注", place(sheet, comment.row, comment.column))
            });
        }
        for text in &sheet.page_texts {
            self.at(text, true, || format!("{} 页眉页脚", sheet.name));
        }
    }

    /// Long sheets are looked through by all cores at once; the findings stay in the sheet's order.
    fn at_all_rows(&mut self, sheet: &Sheet) {
        let cores = thread::available_parallelism().map_or(1, NonZero::get);
        let each = (sheet.rows.len().div_ceil(cores)).max(FEWEST_ROWS);
        let options = self.options;
        let mut parts: Vec<Vec<Found>> = thread::scope(|scope| {
            let starts = (0..sheet.rows.len()).step_by(each);
            let looks: Vec<_> = starts
                .map(|start| {
                    let end = sheet.rows.len().min(start + each);
                    scope.spawn(move || Look::through(sheet, start..end, options))
                })
                .collect();
            let found = looks.into_iter().map(ScopedJoinHandle::join);
            // A panic in a part is one of the whole, as without threads.
            found
                .map(|part| part.unwrap_or_else(|fault| resume_unwind(fault)))
                .collect()
        });
        for part in &mut parts {
            self.findings.append(part);
        }
    }

    fn through(sheet: &Sheet, rows: Range<usize>, options: &ScanOptions) -> Vec<Found> {
        let mut look = Look {
            options,
            findings: Vec::new(),
        };
        let above = rows.start.checked_sub(1);
        let mut above = above.and_then(|at| sheet.rows.get(at));
        for row in sheet.rows.get(rows).unwrap_or_default() {
            look.at_row(sheet, row, above);
            above = Some(row);
        }
        look.findings
    }

    fn at_row(&mut self, sheet: &Sheet, row: &Row, above: Option<&Row>) {
        let hidden = sheet.hidden || sheet.is_row_hidden(row.number);
        for cell in row.cells() {
            let unseen = hidden || sheet.is_column_hidden(cell.column);
            self.at(&whole(&cell), unseen, || {
                place(sheet, row.number, cell.column)
            });
        }
        self.at_split_numbers(sheet, row, hidden);
        if let Some(above) = above {
            self.at_broken_numbers(sheet, (above, row), hidden);
        }
    }

    fn at(&mut self, text: &str, unseen: bool, place: impl Fn() -> String) {
        let before = self.findings.len();
        self.add(text, unseen, &place);
        // A number that a narrow cell broke over two lines, where the breaks hide it.
        let unbroken = split::without_breaks(text);
        if let Some(unbroken) = unbroken {
            let known: Vec<(FindingKind, String)> = self.findings[before..]
                .iter()
                .map(|found| (found.kind, found.masked.clone()))
                .collect();
            let from = self.findings.len();
            self.add(&unbroken, unseen, &place);
            let fresh = self.findings.split_off(from).into_iter().filter(|found| {
                let key = (found.kind, found.masked.clone());
                matches!(found.kind, FindingKind::Id | FindingKind::Minor) && !known.contains(&key)
            });
            self.findings.extend(fresh);
        }
    }

    /// Identity numbers of which each neighbouring cell has a part.
    fn at_split_numbers(&mut self, sheet: &Sheet, row: &Row, hidden: bool) {
        for number in split::over_cells(row) {
            let (first, last) = number.columns;
            let unseen = hidden || (first..=last).any(|column| sheet.is_column_hidden(column));
            self.add(&number.text, unseen, &|| {
                let end = format!("{}{}", column_letters(last), row.number);
                format!("{}:{end}", place(sheet, row.number, first))
            });
        }
    }

    /// Identity numbers that begin in a row and end in the next.
    fn at_broken_numbers(&mut self, sheet: &Sheet, (upper, lower): (&Row, &Row), hidden: bool) {
        for (column, number) in split::over_rows(upper, lower) {
            let unseen = hidden || sheet.is_column_hidden(column);
            self.add(&number, unseen, &|| {
                let end = format!("{}{}", column_letters(column), lower.number);
                format!("{}:{end}", place(sheet, upper.number, column))
            });
        }
    }

    fn add(&mut self, text: &str, unseen: bool, place: &dyn Fn() -> String) {
        for found in scan_text(text, self.options) {
            self.findings.push(Found {
                kind: found.kind,
                place: place(),
                masked: found.masked,
                unseen,
            });
        }
    }
}

fn place(sheet: &Sheet, row: u32, column: u32) -> String {
    // The longest reference is `XFD1048576`.
    let mut place = String::with_capacity(sheet.name.len() + 11);
    place.push_str(&sheet.name);
    place.push('!');
    push_reference(row, column, &mut place);
    place
}

/// A long number that the file keeps as a float, in full: an identity number that a spreadsheet
/// damaged still says where and when its bearer was born.
fn whole<'a>(cell: &Cell<'a>) -> Cow<'a, str> {
    let number: Option<f64> = (cell.kind == CellKind::Number && cell.text.contains('e'))
        .then(|| cell.text.parse().ok())
        .flatten();
    match number {
        Some(number) if number.fract() == 0.0 && (1e15..1e20).contains(&number) => {
            Cow::Owned(format!("{number}"))
        }
        Some(_) | None => Cow::Borrowed(cell.text),
    }
}
