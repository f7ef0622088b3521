//! The hand-over slip (交接单) that goes with copies for the county; it refuses to pre-print a name
//! or a date that only the hand that gives or takes can write.

use crate::block::Block;
use crate::error::PrintError;
use crate::fonts::{FontRole, FontShelf};
use crate::forms::{FieldKind, FormKind, FormShelf, Value, Values, Vocabulary};
use crate::page::Page;
use crate::papers::plain::{Numbers, Plain, Titled};
use crate::setting::flow::Sheet;
use crate::setting::{Setter, Style};
use crate::table::Row;
use crate::table::pour::Look;

/// What a form of this paper can say.
pub const FORM: Vocabulary = Vocabulary {
    fields: &[
        ("移交单位", FieldKind::Text),
        ("接收单位", FieldKind::Text),
        ("送交方式", FieldKind::Text),
        ("件数", FieldKind::Text),
        ("总页数", FieldKind::Text),
        ("送交的件", FieldKind::Rows(&["份号", "公开事项", "页数"])),
    ],
    must: &["移交单位", "送交的件", "份号"],
};

/// What is handed over, to whom and how.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HandOverSlip {
    /// The office that hands over.
    pub office: String,
    /// To whom; a blank for the hand if empty.
    pub to: String,
    /// How (纸质送交, 公文交换 …); a blank for the hand if empty.
    pub how: String,
    /// The copies.
    pub lines: Vec<SlipLine>,
}

/// One copy on a slip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlipLine {
    /// Its number, `2019-0049-1`.
    pub no: String,
    /// What it is about.
    pub title: String,
    /// How many pages it has.
    pub pages: usize,
}

const SHEET: Plain = Plain {
    sheet: Sheet::OFFICIAL,
    title: Titled {
        size_pt: 22.0,
        take_mm: 20.0,
        within_mm: 12.0,
    },
    subtitle: (Style::new(FontRole::Hei, 14.0), 0.0),
    heading: Style::new(FontRole::Hei, 14.0),
    text: Style::new(FontRole::Body, 14.0),
    note: Style::new(FontRole::Body, 10.5),
    line_mm: 11.0,
    within_mm: 11.0,
    hand_mm: 11.0,
    indent_pt: 28.0,
    gap_mm: 3.0,
    around_mm: (3.0, 2.0),
    table: Look {
        head: Style::new(FontRole::Hei, 12.0),
        body: Style::new(FontRole::Body, 12.0),
        sizes_pt: &[12.0, 10.5, 9.0],
        line_em: 1.35,
        row_mm: 9.0,
        tight_row_mm: None,
    },
    numbers: Numbers::OfSeveral(279.0),
};

impl HandOverSlip {
    /// What stands on the slip.
    ///
    /// # Errors
    /// [`PrintError::Nothing`] without a copy, [`PrintError::Form`].
    pub fn blocks(&self, forms: &FormShelf) -> Result<Vec<Block>, PrintError> {
        if self.lines.is_empty() {
            return Err(PrintError::Nothing {
                what: "交接单上没有要送交的件",
            });
        }
        let pages: usize = self.lines.iter().map(|line| line.pages).sum();
        let row = |line: &SlipLine| {
            let cells = [line.no.as_str(), &line.title, &line.pages.to_string()];
            Row::of(cells.map(Into::into).into())
        };
        let values = Values::default()
            .text("移交单位", self.office.as_str())
            .text("接收单位", self.to.as_str())
            .text("送交方式", self.how.as_str())
            .text("件数", self.lines.len().to_string())
            .text("总页数", pages.to_string())
            .with(
                "送交的件",
                Value::Rows(self.lines.iter().map(row).collect()),
            );
        Ok(forms.form(FormKind::Slip)?.fill(&values))
    }

    /// Sets the slip.
    ///
    /// # Errors
    /// As [`Self::blocks`]; [`PrintError::MissingCharacter`] names the field,
    /// [`PrintError::TooLong`] a field that does not fit its line.
    pub fn pages(&self, shelf: &FontShelf, forms: &FormShelf) -> Result<Vec<Page>, PrintError> {
        SHEET.pages(Setter::new(shelf), "交接单", &self.blocks(forms)?)
    }
}
