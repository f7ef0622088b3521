//! The slip with which a village's list goes back to be mended (村级名单退回单), A4 portrait; it
//! refuses to print a whole identity number: whoever composes it masks what it hands in.

use chrono::NaiveDate;

use crate::block::Block;
use crate::error::PrintError;
use crate::fonts::{FontRole, FontShelf};
use crate::forms::{FieldKind, FormKind, FormShelf, Value, Values, Vocabulary};
use crate::page::Page;
use crate::papers::parts;
use crate::papers::plain::{Numbers, Plain, Titled};
use crate::setting::flow::Sheet;
use crate::setting::{Setter, Style};
use crate::table::Row;
use crate::table::pour::Look;

/// What a form of this paper can say.
pub const FORM: Vocabulary = Vocabulary {
    fields: &[
        ("单位", FieldKind::Text),
        ("退给", FieldKind::Text),
        ("文件名", FieldKind::Text),
        ("行数", FieldKind::Text),
        ("交回日期", FieldKind::Text),
        ("交给", FieldKind::Text),
        ("日期", FieldKind::Text),
        ("总的问题", FieldKind::Lines),
        (
            "退回的行",
            FieldKind::Rows(&["行", "姓名", "身份证号", "栏目", "问题", "改法"]),
        ),
    ],
    must: &["退回的行", "总的问题", "问题"],
};

/// A slip.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReturnSlip {
    /// The office that returns the list.
    pub office: String,
    /// The village, or whoever sent the list.
    pub to: String,
    /// Name of the workbook.
    pub file: String,
    /// What is wrong as a whole, a sentence each: totals, hidden columns.
    pub whole: Vec<String>,
    /// The rows.
    pub rows: Vec<ReturnedRow>,
    /// How many rows were read, skipped, refused, in a sentence.
    pub counts: String,
    /// By when it should come back.
    pub due: Option<NaiveDate>,
    /// To whom it should be handed, with a telephone where there is one.
    pub hand_to: String,
    /// The day of the slip.
    pub dated: Option<NaiveDate>,
}

/// A row that goes back.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReturnedRow {
    /// Sheet and row: `第三季度 14`, or the row alone.
    pub place: String,
    /// Name as the sheet has it.
    pub name: String,
    /// Identity number, masked.
    pub id_number: String,
    /// Titles of the columns.
    pub column: String,
    /// What is wrong.
    pub wrong: String,
    /// What the village should do.
    pub remedy: String,
}

const SHEET: Plain = Plain {
    sheet: Sheet {
        width_mm: crate::page::A4_WIDTH_MM,
        height_mm: crate::page::A4_HEIGHT_MM,
        left_mm: 22.0,
        top_mm: 25.0,
        text_width_mm: 166.0,
        text_height_mm: 244.0,
    },
    title: Titled {
        size_pt: 20.0,
        take_mm: 14.0,
        within_mm: 11.0,
    },
    subtitle: (Style::new(FontRole::Hei, 14.0), 0.0),
    heading: Style::new(FontRole::Hei, 14.0),
    text: Style::new(FontRole::Body, 14.0),
    note: Style::new(FontRole::Body, 10.5),
    line_mm: 8.4,
    within_mm: 8.4,
    hand_mm: 16.8,
    indent_pt: 28.0,
    gap_mm: 3.0,
    around_mm: (3.0, 0.0),
    table: Look {
        head: Style::new(FontRole::Hei, 10.5),
        body: Style::new(FontRole::Body, 10.5),
        sizes_pt: &[10.5, 9.5, 9.0],
        line_em: 1.35,
        row_mm: 8.0,
        tight_row_mm: None,
    },
    numbers: Numbers::Always(283.0),
};

impl ReturnSlip {
    /// What stands on the slip.
    ///
    /// # Errors
    /// [`PrintError::Nothing`] where nothing goes back, [`PrintError::Form`].
    pub fn blocks(&self, forms: &FormShelf) -> Result<Vec<Block>, PrintError> {
        if self.rows.is_empty() && self.whole.is_empty() {
            return Err(PrintError::Nothing {
                what: "没有要退回的行",
            });
        }
        let row = |row: &ReturnedRow| {
            let cells = [
                row.place.as_str(),
                &row.name,
                &row.id_number,
                &row.column,
                &row.wrong,
                &row.remedy,
            ];
            Row::of(cells.map(Into::into).into())
        };
        let values = Values::default()
            .text("单位", self.office.as_str())
            .text("退给", self.to.as_str())
            .text("文件名", self.file.as_str())
            .text("行数", self.counts.as_str())
            .text("交回日期", self.due.map(parts::date).unwrap_or_default())
            .text("交给", self.hand_to.as_str())
            .text("日期", self.dated.map(parts::date).unwrap_or_default())
            .with("总的问题", Value::Lines(self.whole.clone()))
            .with("退回的行", Value::Rows(self.rows.iter().map(row).collect()));
        Ok(forms.form(FormKind::Return)?.fill(&values))
    }

    /// Sets the slip.
    ///
    /// # Errors
    /// As [`Self::blocks`]; [`PrintError::MissingCharacter`] with its place,
    /// [`PrintError::RowTooTall`] for a row of more than a page.
    pub fn pages(&self, shelf: &FontShelf, forms: &FormShelf) -> Result<Vec<Page>, PrintError> {
        SHEET.pages(Setter::new(shelf), "退回单", &self.blocks(forms)?)
    }
}
