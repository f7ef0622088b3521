//! The cells of a sheet's part one by one, and what the sheet hides and merges; both are walks over
//! the text of the part, so that a sheet of any length costs no memory.

use std::collections::BTreeSet;

use quick_xml::events::{BytesStart, Event};

use crate::error::{Bound, Fault};
use crate::gather::within;
use crate::limits::Limits;
use crate::place::parse_reference;
use crate::raw::Area;
use crate::xlsx::Mark;
use crate::xml::{attribute, attributes, number, text, walk};

/// What a sheet hides and merges.
#[derive(Debug, Clone, Default)]
pub(crate) struct Layout {
    hidden_rows: BTreeSet<u32>,
    hidden_columns: Vec<(u32, u32)>,
    merged: Vec<Area>,
    /// Elements that help to fill the sheet in.
    pub(super) helpers: u32,
    /// Their words.
    pub(super) helping: String,
    /// Where the walk over the merged areas stands.
    next: usize,
    open: Vec<usize>,
    at_row: u32,
}

impl Layout {
    pub(crate) fn hides_row(&self, row: u32) -> bool {
        self.hidden_rows.contains(&row)
    }

    pub(crate) fn hides_column(&self, column: u32) -> bool {
        self.hidden_columns
            .iter()
            .any(|(first, last)| (*first..=*last).contains(&column))
    }

    /// Whether a cell lies under a merged one. Rows are asked for in ascending order.
    pub(crate) fn covers(&mut self, row: u32, column: u32) -> bool {
        if row < self.at_row {
            self.next = 0;
            self.open.clear();
        }
        self.at_row = row;
        self.open.retain(|index| self.merged[*index].bottom >= row);
        while let Some(area) = self.merged.get(self.next).filter(|area| area.top <= row) {
            if area.bottom >= row {
                self.open.push(self.next);
            }
            self.next += 1;
        }
        self.open.iter().any(|index| {
            let area = &self.merged[*index];
            area.holds(row, column) && (area.top, area.left) != (row, column)
        })
    }
}

/// Reads what a sheet hides and merges.
pub(crate) fn layout_of(bytes: &[u8], limits: &Limits) -> Result<Layout, Fault> {
    const HELPERS: &[&str] = &[
        "dataValidation",
        "filterColumn",
        "scenario",
        "protectedRange",
        "customSheetView",
        "cellWatch",
        "hyperlink",
        "cfRule",
        "oleObject",
        "control",
        "dataRef",
        "webPublishItem",
    ];
    let mut layout = Layout::default();
    let (mut row, mut helping) = (0_u32, false);
    walk(bytes, |event| {
        match event {
            Event::Start(element) | Event::Empty(element) => {
                let name = element.local_name();
                let name = name.as_ref();
                if HELPERS.contains(&name) {
                    layout.helpers = layout.helpers.saturating_add(1);
                    helping = true;
                    note_words(element, &mut layout.helping);
                } else if matches!(name, "val" | "filter") {
                    note_words(element, &mut layout.helping);
                }
                if let Some(mark) = Mark::of(element, &mut row) {
                    layout.note(mark);
                }
            }
            Event::End(element) if HELPERS.contains(&element.local_name().as_ref()) => {
                helping = false;
                layout.helping.push('\n');
            }
            other if helping => layout.helping.extend(text(other)),
            _ => {}
        }
        let marks = layout.merged.len() + layout.hidden_rows.len() + layout.hidden_columns.len();
        within(marks as u64, limits.marks, Bound::Marks)?;
        within(layout.helping.len() as u64, limits.text, Bound::Text)
    })?;
    layout.merged.sort_by_key(|area| area.top);
    Ok(layout)
}

fn note_words(element: &BytesStart<'_>, words: &mut String) {
    for name in [
        "val",
        "prompt",
        "promptTitle",
        "error",
        "errorTitle",
        "name",
        "comment",
        "location",
        "tooltip",
        "display",
    ] {
        if let Some(text) = attribute(element, name).filter(|text| text.len() > 3) {
            words.push_str(&text);
            words.push('\n');
        }
    }
}

impl Layout {
    fn note(&mut self, mark: Mark) {
        // No height or no width hides as well.
        match mark {
            Mark::Row {
                number,
                hidden,
                height,
            } if hidden || height == Some(0.0) => {
                self.hidden_rows.insert(number);
            }
            Mark::Columns {
                first,
                last,
                hidden,
                width,
            } if hidden || width == Some(0.0) => self.hidden_columns.push((first, last)),
            Mark::Merged(area) => self.merged.push(area),
            Mark::Row { .. } | Mark::Columns { .. } => {}
        }
    }
}

/// A cell as the file has it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cell {
    pub(crate) row: u32,
    pub(crate) column: u32,
    /// `s`, `inlineStr`, `str`, `b`, `e`, `n`, `d`; empty for a number.
    pub(crate) kind: String,
    pub(crate) style: Option<String>,
    pub(crate) value: String,
    pub(crate) inline: String,
    pub(crate) has_formula: bool,
}

impl Cell {
    /// Whether there is nothing in it.
    pub(crate) fn is_empty(&self) -> bool {
        self.value.is_empty() && self.inline.is_empty()
    }
}

/// A step of the walk.
pub(crate) enum Step<'c> {
    /// A row begins: its number, its attributes.
    Row(u32, &'c [(String, String)]),
    Cell(&'c Cell),
}

/// Calls `act` with every row that begins and every cell of a sheet's part.
pub(crate) fn each_cell(bytes: &[u8], mut act: impl FnMut(Step<'_>)) -> Result<(), Fault> {
    let mut at = At::default();
    let mut cell: Option<Cell> = None;
    let mut holder = Holder::Nothing;
    walk(bytes, |event| {
        match event {
            Event::Start(element) | Event::Empty(element)
                if element.local_name().as_ref() == "row" =>
            {
                act(Step::Row(at.row(element), &attributes(element)));
            }
            Event::Start(element) => match element.local_name().as_ref() {
                "c" => cell = Some(at.cell(element)),
                inner => note_inner(inner, &mut holder, cell.as_mut()),
            },
            Event::Empty(element) => match element.local_name().as_ref() {
                "c" => act(Step::Cell(&at.cell(element))),
                "f" => note_inner("f", &mut Holder::Nothing, cell.as_mut()),
                _ => {}
            },
            Event::End(element) => match element.local_name().as_ref() {
                "c" => {
                    if let Some(done) = cell.take() {
                        act(Step::Cell(&done));
                    }
                }
                _ => holder = Holder::Nothing,
            },
            other => put(&text(other).unwrap_or_default(), holder, cell.as_mut()),
        }
        Ok(())
    })
}

/// Where a walk over cells stands; a cell or a row that does not say where it is follows the last.
#[derive(Default)]
struct At {
    row: u32,
    column: u32,
}

impl At {
    fn row(&mut self, element: &BytesStart<'_>) -> u32 {
        self.row = number(element, "r").unwrap_or_else(|| self.row.saturating_add(1));
        self.column = 0;
        self.row
    }

    fn cell(&mut self, element: &BytesStart<'_>) -> Cell {
        let place = attribute(element, "r").and_then(|place| parse_reference(&place));
        let (row, column) = place.unwrap_or((self.row, self.column.saturating_add(1)));
        self.column = column;
        Cell {
            row,
            column,
            kind: attribute(element, "t").unwrap_or_default(),
            style: attribute(element, "s"),
            ..Cell::default()
        }
    }
}

/// Which inner element the text belongs to.
#[derive(Clone, Copy)]
enum Holder {
    Nothing,
    Value,
    Inline,
}

fn note_inner(name: &str, holder: &mut Holder, cell: Option<&mut Cell>) {
    *holder = match name {
        "v" => Holder::Value,
        "t" => Holder::Inline,
        _ => Holder::Nothing,
    };
    if let (Some(cell), "f") = (cell, name) {
        cell.has_formula = true;
    }
}

fn put(text: &str, holder: Holder, cell: Option<&mut Cell>) {
    let Some(cell) = cell else { return };
    match holder {
        Holder::Nothing => {}
        Holder::Value => cell.value.push_str(text),
        Holder::Inline => cell.inline.push_str(text),
    }
}

/// Indexes of the shared texts that cells use which `keep` wants.
pub(crate) fn wanted_strings(
    bytes: &[u8],
    mut keep: impl FnMut(u32, u32) -> bool,
) -> Result<BTreeSet<usize>, Fault> {
    let mut wanted = BTreeSet::new();
    each_cell(bytes, |step| {
        let Step::Cell(cell) = step else { return };
        if cell.kind == "s" && keep(cell.row, cell.column) {
            wanted.extend(cell.value.trim().parse::<usize>().ok());
        }
    })?;
    Ok(wanted)
}
