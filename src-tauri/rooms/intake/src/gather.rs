//! The stream in which a workbook leaves its parser, and the putting together of it at the other
//! end; the end trusts nothing: it counts, checks and orders for itself.

use serde::{Deserialize, Serialize};

use crate::error::{Bound, Fault};
use crate::limits::Limits;
use crate::raw::{
    Area, Comment, Elsewhere, Format, MAX_COLUMNS, MAX_ROWS, Property, Row, Sheet, Width, Workbook,
};

/// One step of the stream.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Message {
    /// A sheet begins.
    Sheet { name: String, hidden: bool },
    /// Rows of the sheet that began last, as the file orders them.
    Rows(Vec<Row>),
    /// What belongs to a sheet besides its cells; `sheet` counts from 0.
    Beside { sheet: u32, beside: Beside },
    /// Texts of the workbook that are in no sheet.
    Elsewhere(Vec<Elsewhere>),
    /// The file is read to its end.
    End {
        format: Format,
        properties: Vec<Property>,
        not_looked_at: Vec<String>,
    },
    /// The file cannot be read.
    Failed(Fault),
    /// The file counts its days from 1904.
    From1904,
}

/// What belongs to a sheet besides its cells.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Beside {
    pub(crate) merged: Vec<Area>,
    pub(crate) hidden_rows: Vec<u32>,
    pub(crate) hidden_columns: Vec<(u32, u32)>,
    pub(crate) widths: Vec<Width>,
    pub(crate) comments: Vec<Comment>,
    pub(crate) page_texts: Vec<String>,
}

/// Where a parser sends what it reads.
pub(crate) trait Sink {
    /// Takes one step of the stream.
    ///
    /// # Errors
    /// The fault that ends the reading, such as a bound that was passed.
    fn take(&mut self, message: Message) -> Result<(), Fault>;
}

/// Counts what a stream has brought against the limits, at both of its ends.
pub(crate) struct Meter {
    limits: Limits,
    sheets: u64,
    cells: u64,
    text: u64,
    marks: u64,
}

impl Meter {
    pub(crate) fn new(limits: Limits) -> Self {
        Self {
            limits,
            sheets: 0,
            cells: 0,
            text: 0,
            marks: 0,
        }
    }

    /// Counts a step; the bound it passes is the error.
    pub(crate) fn weigh(&mut self, message: &Message) -> Result<(), Fault> {
        match message {
            Message::Sheet { .. } => self.sheets += 1,
            Message::Rows(rows) => {
                self.cells += rows.iter().map(|row| row.cells().len() as u64).sum::<u64>();
                self.text += rows.iter().map(Row::weight).sum::<u64>();
            }
            Message::Beside { beside, .. } => {
                self.marks += beside.marks();
                self.text += beside.weight();
            }
            Message::Elsewhere(texts) => {
                self.marks += texts.len() as u64;
                self.text += texts.iter().map(|one| one.text.len() as u64).sum::<u64>();
            }
            Message::End { .. } | Message::Failed(_) | Message::From1904 => {}
        }
        within(self.sheets, self.limits.sheets, Bound::Sheets)?;
        within(self.cells, self.limits.cells, Bound::Cells)?;
        within(self.text, self.limits.text, Bound::Text)?;
        within(self.marks, self.limits.marks, Bound::Marks)
    }
}

impl Beside {
    fn marks(&self) -> u64 {
        let marks = self.merged.len()
            + self.hidden_rows.len()
            + self.hidden_columns.len()
            + self.widths.len();
        (marks + self.comments.len()) as u64
    }

    fn weight(&self) -> u64 {
        let comments = self.comments.iter().map(|comment| &comment.text);
        comments
            .chain(&self.page_texts)
            .map(|text| text.len() as u64)
            .sum()
    }
}

/// Puts a workbook together from its stream.
pub(crate) struct Assembler {
    meter: Meter,
    sheets: Vec<Sheet>,
    elsewhere: Vec<Elsewhere>,
    from_1904: bool,
    end: Option<(Format, Vec<Property>, Vec<String>)>,
}

impl Assembler {
    pub(crate) fn new(limits: Limits) -> Self {
        Self {
            meter: Meter::new(limits),
            sheets: Vec::new(),
            elsewhere: Vec::new(),
            from_1904: false,
            end: None,
        }
    }

    /// The workbook, once its end has been seen; `None` before.
    pub(crate) fn finish(self) -> Option<Workbook> {
        let (format, properties, not_looked_at) = self.end?;
        let mut sheets = self.sheets;
        sheets.iter_mut().for_each(tidy);
        Some(Workbook {
            format,
            sheets,
            properties,
            elsewhere: self.elsewhere,
            from_1904: self.from_1904,
            not_looked_at,
        })
    }

    fn take_rows(&mut self, rows: Vec<Row>) -> Result<(), Fault> {
        let sheet = self.sheets.last_mut().ok_or_else(|| disagrees("rows"))?;
        sheet.rows.extend(rows);
        Ok(())
    }

    fn take_beside(&mut self, index: u32, beside: Beside) -> Result<(), Fault> {
        let Beside {
            merged,
            mut hidden_rows,
            hidden_columns,
            widths,
            comments,
            page_texts,
        } = beside;
        if !merged.iter().all(is_on_a_sheet) {
            return Err(disagrees("merged"));
        }
        hidden_rows.sort_unstable();
        hidden_rows.dedup();
        let sheet = self
            .sheets
            .get_mut(index as usize)
            .ok_or_else(|| disagrees("beside"))?;
        sheet.merged = merged;
        sheet.hidden_rows = hidden_rows;
        sheet.hidden_columns = hidden_columns;
        sheet.widths = widths;
        sheet.comments = comments;
        sheet.page_texts = page_texts;
        Ok(())
    }
}

impl Sink for Assembler {
    fn take(&mut self, message: Message) -> Result<(), Fault> {
        if let Message::Rows(rows) = &message
            && !rows.iter().all(Row::is_sound)
        {
            return Err(disagrees("row"));
        }
        self.meter.weigh(&message)?;
        match message {
            Message::Sheet { name, hidden } => {
                self.sheets.push(Sheet {
                    name,
                    hidden,
                    ..Sheet::default()
                });
                Ok(())
            }
            Message::Rows(rows) => self.take_rows(rows),
            Message::Beside { sheet, beside } => self.take_beside(sheet, beside),
            Message::Elsewhere(texts) => {
                self.elsewhere.extend(texts);
                Ok(())
            }
            Message::End {
                format,
                properties,
                not_looked_at,
            } => {
                self.end = Some((format, properties, not_looked_at));
                Ok(())
            }
            Message::Failed(fault) => Err(fault),
            Message::From1904 => {
                self.from_1904 = true;
                Ok(())
            }
        }
    }
}

/// The value, or the bound it passes.
pub(crate) fn within(value: u64, most: u64, bound: fn(u64) -> Bound) -> Result<(), Fault> {
    if value > most {
        return Err(Fault::TooBig { limit: bound(most) });
    }
    Ok(())
}

fn disagrees(what: &str) -> Fault {
    Fault::ReaderBroken {
        detail: format!("{what} out of place"),
    }
}

fn is_on_a_sheet(area: &Area) -> bool {
    1 <= area.top
        && area.top <= area.bottom
        && area.bottom <= MAX_ROWS
        && 1 <= area.left
        && area.left <= area.right
        && area.right <= MAX_COLUMNS
}

/// Orders rows and cells that the file had out of order, joins rows given twice and takes away
/// what lies under a merged area.
fn tidy(sheet: &mut Sheet) {
    if !sheet.rows.is_sorted_by(|a, b| a.number < b.number) {
        sheet.rows.sort_by_key(|row| row.number);
        let mut joined: Vec<Row> = Vec::with_capacity(sheet.rows.len());
        for row in sheet.rows.drain(..) {
            match joined.last_mut() {
                Some(last) if last.number == row.number => {
                    *last = Row::rebuilt(row.number, last.cells().chain(row.cells()), |_| true);
                }
                Some(_) | None => joined.push(row),
            }
        }
        sheet.rows = joined;
    }
    for row in &mut sheet.rows {
        if !row.is_ordered() {
            *row = Row::rebuilt(row.number, row.cells(), |_| true);
        }
    }
    uncover(sheet);
}

/// Takes away the text under merged areas but their top left cell's. Areas are walked beside the
/// rows, so that a hundred thousand of them cost what they are and not their square.
fn uncover(sheet: &mut Sheet) {
    if sheet.merged.is_empty() {
        return;
    }
    let mut areas: Vec<Area> = sheet.merged.clone();
    areas.sort_by_key(|area| area.top);
    let mut coming = areas.into_iter().peekable();
    let mut open: Vec<Area> = Vec::new();
    for row in &mut sheet.rows {
        let number = row.number;
        open.retain(|area| area.bottom >= number);
        while let Some(area) = coming.next_if(|area| area.top <= number) {
            if area.bottom >= number {
                open.push(area);
            }
        }
        let covered = |column: u32| {
            open.iter()
                .any(|area| area.holds(number, column) && (area.top, area.left) != (number, column))
        };
        if !open.is_empty() && row.cells().any(|cell| covered(cell.column)) {
            *row = Row::rebuilt(number, row.cells(), |column| !covered(column));
        }
    }
    sheet.rows.retain(|row| !row.is_empty());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::raw::CellKind;

    fn row(number: u32, cells: &[(u16, &str)]) -> Row {
        let mut row = Row::new(number);
        for (column, text) in cells {
            row.push(*column, CellKind::Text, text);
        }
        row
    }

    fn assembled(rows: Vec<Row>, merged: Vec<Area>) -> Sheet {
        let mut assembler = Assembler::new(Limits::default());
        let beside = Beside {
            merged,
            ..Beside::default()
        };
        for message in [
            Message::Sheet {
                name: "一".to_owned(),
                hidden: false,
            },
            Message::Rows(rows),
            Message::Beside { sheet: 0, beside },
            Message::End {
                format: Format::Xlsx,
                properties: Vec::new(),
                not_looked_at: Vec::new(),
            },
        ] {
            assembler.take(message).unwrap();
        }
        assembler.finish().unwrap().sheets.remove(0)
    }

    #[test]
    fn disorder_is_ordered_and_the_later_cell_wins() {
        let sheet = assembled(
            vec![
                row(3, &[(2, "乙"), (1, "甲")]),
                row(1, &[(1, "题")]),
                row(3, &[(2, "丙")]),
            ],
            Vec::new(),
        );
        let texts: Vec<_> = sheet
            .rows
            .iter()
            .map(|row| (row.number, row.text(1), row.text(2)))
            .collect();
        assert_eq!(texts, [(1, "题", ""), (3, "甲", "丙")]);
    }

    #[test]
    fn a_merged_text_stands_at_its_top_left() {
        let area = Area {
            top: 1,
            left: 1,
            bottom: 2,
            right: 2,
        };
        let sheet = assembled(
            vec![
                row(1, &[(1, "村"), (2, "被盖"), (3, "名")]),
                row(2, &[(1, "也被盖")]),
            ],
            vec![area],
        );
        assert_eq!(sheet.rows.len(), 1);
        assert_eq!(sheet.rows[0].cells().count(), 2);
    }

    #[test]
    fn an_end_that_never_came_gives_no_workbook() {
        assert!(Assembler::new(Limits::default()).finish().is_none());
    }
}
