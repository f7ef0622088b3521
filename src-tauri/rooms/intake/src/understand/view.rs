//! What a workbook says, as the JSON of the command line's contract.

use serde::ser::{Serialize, SerializeMap, SerializeStruct, Serializer};

use gongkai_rulebook::list::CellForm;

use super::{Column, Note, ReadRow, ReadSheet, ToldBy, Understanding};

impl Serialize for Understanding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut view = serializer.serialize_struct("Understanding", 4)?;
        view.serialize_field("kind", &self.kind)?;
        view.serialize_field("kind_by", &self.kind_by.sentence())?;
        view.serialize_field("sheets", &self.sheets)?;
        view.serialize_field("counts", &self.counts)?;
        view.end()
    }
}

impl Serialize for ReadSheet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let rows: Vec<RowView<'_>> = self
            .rows
            .iter()
            .map(|row| RowView {
                row,
                columns: &self.columns,
            })
            .collect();
        let height = self
            .header_top
            .zip(self.header_row)
            .map(|(top, bottom)| bottom - top + 1);
        let mut view = serializer.serialize_struct("ReadSheet", 17)?;
        view.serialize_field("name", &self.name)?;
        view.serialize_field("table", &self.table)?;
        view.serialize_field("kind", &self.kind)?;
        view.serialize_field("kind_by", &self.kind_by.sentence())?;
        view.serialize_field("hidden", &self.hidden)?;
        view.serialize_field("title_text", &self.title_text)?;
        view.serialize_field("village", &self.village)?;
        view.serialize_field("village_by", &self.village_by.map(ToldBy::label))?;
        view.serialize_field("period", &self.period)?;
        view.serialize_field("period_by", &self.period_by.map(ToldBy::label))?;
        view.serialize_field("header_rows", &height.unwrap_or(0))?;
        view.serialize_field("header_row", &self.header_row)?;
        view.serialize_field("columns", &self.columns)?;
        view.serialize_field("rows", &rows)?;
        view.serialize_field("skipped", &self.skipped)?;
        view.serialize_field("totals", &self.totals)?;
        view.serialize_field("notes", &self.notes)?;
        view.end()
    }
}

impl Serialize for Column {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut view = serializer.serialize_struct("Column", 4)?;
        view.serialize_field("title", &self.title)?;
        view.serialize_field("meaning", &self.meaning)?;
        view.serialize_field("column", &self.number)?;
        let money = self.meaning.form() == CellForm::Money;
        view.serialize_field("unit", &money.then_some(self.unit.label()))?;
        view.end()
    }
}

/// The sentence with its place.
impl Serialize for Note {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

struct RowView<'a> {
    row: &'a ReadRow,
    columns: &'a [Column],
}

impl Serialize for RowView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut view = serializer.serialize_struct("ReadRow", 4)?;
        view.serialize_field("row", &self.row.number)?;
        view.serialize_field("cells", &CellsView(self))?;
        view.serialize_field("verdict", &self.row.verdict)?;
        view.serialize_field("notes", &self.row.notes)?;
        view.end()
    }
}

struct CellsView<'a>(&'a RowView<'a>);

impl Serialize for CellsView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let RowView { row, columns } = self.0;
        let mut cells = serializer.serialize_map(Some(columns.len()))?;
        for (index, column) in columns.iter().enumerate() {
            cells.serialize_entry(&column.title, row.text(index))?;
        }
        cells.end()
    }
}
