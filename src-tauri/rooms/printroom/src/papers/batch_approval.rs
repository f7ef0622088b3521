//! One approval sheet for many routine items (政务公开批量审批表): a line for each item, one box for
//! each step of the chain; it refuses to pre-print an opinion, a name or a date that nobody gave.

use crate::block::Block;
use crate::error::PrintError;
use crate::fonts::FontShelf;
use crate::forms::{FieldKind, FormKind, FormShelf, Value, Values, Vocabulary};
use crate::page::Page;
use crate::papers::approval::{ApprovalStep, CONCLUSIONS};
use crate::papers::approval_form::SHEET;
use crate::papers::{ScanMark, framed};
use crate::setting::Setter;
use crate::table::Row;

/// What a form of this paper can say.
pub const FORM: Vocabulary = Vocabulary {
    fields: &[
        ("单位", FieldKind::Text),
        ("编号", FieldKind::Text),
        ("件数", FieldKind::Text),
        ("划去件数", FieldKind::Text),
        (
            "事项",
            FieldKind::Rows(&["公开事项", "目录条目", "提供单位", "公开属性", "名单"]),
        ),
        ("审批步骤", FieldKind::Steps),
    ],
    must: &[
        "编号",
        "事项",
        "公开事项",
        "公开属性",
        "审批步骤",
        CONCLUSIONS,
    ],
};

/// Many items with the chain they go along together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BatchApproval {
    /// Name of the office.
    pub office: String,
    /// Number of the sheet, `批2019-0003`.
    pub number: String,
    /// The items, in order.
    pub lines: Vec<BatchItem>,
    /// The steps of the chain in their order.
    pub steps: Vec<ApprovalStep>,
    /// By what its scan is filed; none on a specimen.
    pub scan_mark: Option<ScanMark>,
}

/// One item on the sheet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BatchItem {
    /// 公开事项: the title.
    pub title: String,
    /// 目录条目.
    pub entry: String,
    /// 提供单位, and on the next line who provided it.
    pub unit: String,
    /// 公开属性.
    pub class: String,
    /// How many people or rows its list has; empty without a list.
    pub people: String,
    /// It was changed after the sheet had been printed: struck through, the sheet approves it not.
    pub changed: bool,
}

impl BatchApproval {
    /// What stands on the sheet.
    ///
    /// # Errors
    /// [`PrintError::Nothing`] without items, [`PrintError::Form`].
    pub fn blocks(&self, forms: &FormShelf) -> Result<Vec<Block>, PrintError> {
        if self.lines.is_empty() {
            return Err(PrintError::Nothing {
                what: "批量审批表上没有事项",
            });
        }
        let standing = self.lines.iter().filter(|line| !line.changed).count();
        let changed = match self.lines.len() - standing {
            0 => String::new(),
            changed => changed.to_string(),
        };
        let row = |line: &BatchItem| Row {
            cells: vec![
                line.title.as_str().into(),
                line.entry.as_str().into(),
                line.unit.as_str().into(),
                line.class.as_str().into(),
                line.people.as_str().into(),
            ],
            struck: line.changed,
            sums: None,
        };
        let values = Values::default()
            .text("单位", self.office.as_str())
            .text("编号", self.number.as_str())
            .text("件数", standing.to_string())
            .text("划去件数", changed)
            .with("事项", Value::Rows(self.lines.iter().map(row).collect()))
            .with("审批步骤", Value::Steps(self.steps.clone()));
        Ok(forms.form(FormKind::BatchApproval)?.fill(&values))
    }

    /// Sets the sheet: items on as many pages as they need, all boxes together on the last. Every
    /// further page says to which sheet it belongs: no page can be put into another.
    ///
    /// # Errors
    /// As [`Self::blocks`]; [`PrintError::MissingCharacter`] with row and column,
    /// [`PrintError::RowTooTall`] for an item of more than a page.
    pub fn pages(&self, shelf: &FontShelf, forms: &FormShelf) -> Result<Vec<Page>, PrintError> {
        let head = format!("{} · 政务公开批量审批表 {}", self.office, self.number);
        let blocks = self.blocks(forms)?;
        let setter = Setter::new(shelf);
        let mut pages = framed::pages(setter, "批量审批表", &head, &blocks)?;
        if let Some(mark) = &self.scan_mark {
            mark.set_with_letters(&mut pages, setter, SHEET)?;
        }
        Ok(pages)
    }
}
