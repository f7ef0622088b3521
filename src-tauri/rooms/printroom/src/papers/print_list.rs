//! The list on top of a batch of papers (打印清单): what the stack holds, so that a clerk can count it;
//! it refuses to go without saying how many pages there must be.

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
        ("打印日期", FieldKind::Text),
        ("打印人", FieldKind::Text),
        ("件数", FieldKind::Text),
        ("总页数", FieldKind::Text),
        ("份数", FieldKind::Text),
        (
            "打印件",
            FieldKind::Rows(&["登记编号", "事项", "纸面", "页数"]),
        ),
    ],
    must: &["总页数", "打印件"],
};

/// A list of papers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintList {
    /// Name of the office.
    pub office: String,
    /// The day of the print.
    pub day: NaiveDate,
    /// Who printed.
    pub by: String,
    /// How many copies of the whole.
    pub copies: u32,
    /// The papers in the order of the stack.
    pub lines: Vec<PrintListLine>,
}

/// One paper of the stack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintListLine {
    /// 登记编号; empty without.
    pub register_no: String,
    /// Title of the item, or of the book.
    pub title: String,
    /// Kind of paper: 公开件, 审批表, 登记簿.
    pub paper: String,
    /// How many pages.
    pub pages: usize,
}

const SHEET: Plain = Plain {
    sheet: Sheet::OFFICIAL,
    title: Titled {
        size_pt: 22.0,
        take_mm: 15.0,
        within_mm: 11.0,
    },
    subtitle: (Style::new(FontRole::Hei, 14.0), 0.0),
    heading: Style::new(FontRole::Hei, 14.0),
    text: Style::new(FontRole::Body, 12.0),
    note: Style::new(FontRole::Body, 10.5),
    line_mm: 7.0,
    within_mm: 6.0,
    hand_mm: 10.0,
    indent_pt: 24.0,
    gap_mm: 3.0,
    around_mm: (0.0, 0.0),
    table: Look {
        head: Style::new(FontRole::Hei, 10.5),
        body: Style::new(FontRole::Body, 10.5),
        sizes_pt: &[10.5, 9.0, 8.0],
        line_em: 1.3,
        row_mm: 7.0,
        tight_row_mm: None,
    },
    numbers: Numbers::Always(272.0),
};

impl PrintList {
    /// What stands on the list.
    ///
    /// # Errors
    /// [`PrintError::Form`].
    pub fn blocks(&self, forms: &FormShelf) -> Result<Vec<Block>, PrintError> {
        let pages: usize = self.lines.iter().map(|line| line.pages).sum();
        let row = |line: &PrintListLine| {
            let pages = line.pages.to_string();
            let cells = [line.register_no.as_str(), &line.title, &line.paper, &pages];
            Row::of(cells.map(Into::into).into())
        };
        let values = Values::default()
            .text("单位", self.office.as_str())
            .text("打印日期", parts::date(self.day))
            .text("打印人", self.by.as_str())
            .text("件数", self.lines.len().to_string())
            .text("总页数", pages.to_string())
            .text("份数", self.copies.to_string())
            .with("打印件", Value::Rows(self.lines.iter().map(row).collect()));
        Ok(forms.form(FormKind::PrintList)?.fill(&values))
    }

    /// Sets the list.
    ///
    /// # Errors
    /// [`PrintError::Form`], [`PrintError::MissingCharacter`] with row and column.
    pub fn pages(&self, shelf: &FontShelf, forms: &FormShelf) -> Result<Vec<Page>, PrintError> {
        SHEET.pages(Setter::new(shelf), "打印清单", &self.blocks(forms)?)
    }
}
