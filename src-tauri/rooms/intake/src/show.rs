//! Shows a workbook, raw or understood, as the command line's contract has it, private values
//! masked unless somebody has the right to see them.

use gongkai_rulebook::privacy::mask::mask_found;
use gongkai_rulebook::public_view::{Column, mask_inside};
use serde::Serialize;
use serde::ser::{SerializeSeq, Serializer};

use crate::error::Fault;
use crate::raw::{Row, Sheet, Workbook};
use crate::understand::Understanding;

/// A workbook as `{"sheets":[{"name","hidden","cells":[[text,…],…]}]}`: rectangular from A1.
#[derive(Debug, Clone, Copy)]
pub struct RawView<'a> {
    workbook: &'a Workbook,
    masked: bool,
}

impl<'a> RawView<'a> {
    /// The view; with `masked` every private value in a cell is masked.
    ///
    /// # Errors
    /// [`Fault::TooBig`] when a sheet's rectangle has more than `most` cells: two cells can lie
    /// seventeen thousand million apart.
    pub fn new(workbook: &'a Workbook, masked: bool, most: u64) -> Result<Self, Fault> {
        for sheet in &workbook.sheets {
            sheet.extent(most)?;
        }
        Ok(Self { workbook, masked })
    }
}

impl Serialize for RawView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct BookView<'a> {
            sheets: Vec<SheetView<'a>>,
        }
        #[derive(Serialize)]
        struct SheetView<'a> {
            name: &'a str,
            hidden: bool,
            cells: CellsView<'a>,
        }
        let view = |sheet: &'_ Sheet| -> (u32, u32) { sheet.extent(u64::MAX).unwrap_or_default() };
        let sheets = self.workbook.sheets.iter().map(|sheet| SheetView {
            name: &sheet.name,
            hidden: sheet.hidden,
            cells: CellsView {
                sheet,
                extent: view(sheet),
                masked: self.masked,
            },
        });
        BookView {
            sheets: sheets.collect(),
        }
        .serialize(serializer)
    }
}

struct CellsView<'a> {
    sheet: &'a Sheet,
    extent: (u32, u32),
    masked: bool,
}

impl Serialize for CellsView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (height, width) = self.extent;
        let mut rows = serializer.serialize_seq(Some(height as usize))?;
        for number in 1..=height {
            rows.serialize_element(&RowView {
                row: self.sheet.row(number),
                width,
                masked: self.masked,
            })?;
        }
        rows.end()
    }
}

struct RowView<'a> {
    row: Option<&'a Row>,
    width: u32,
    masked: bool,
}

impl Serialize for RowView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut cells = serializer.serialize_seq(Some(self.width as usize))?;
        for column in 1..=self.width {
            let text = self.row.map_or("", |row| row.text(column));
            if self.masked {
                cells.serialize_element(&mask_found(text))?;
            } else {
                cells.serialize_element(text)?;
            }
        }
        cells.end()
    }
}

/// Everything that a workbook says, private values masked: identity numbers, telephones and
/// accounts by their columns, whatever else the detectors find in other texts.
pub fn masked_understanding(understanding: &Understanding) -> Understanding {
    let mut masked_whole = understanding.clone();
    for sheet in &mut masked_whole.sheets {
        let columns: Vec<Column> = sheet
            .columns
            .iter()
            .map(|column| Column {
                title: column.title.clone(),
                meaning: column.meaning,
            })
            .collect();
        for row in &mut sheet.rows {
            row.replace_texts(|index, text| mask_inside(&columns[index], text));
        }
    }
    masked_whole
}
