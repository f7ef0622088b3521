//! The approval and secrecy review sheet of an office's chain (政务公开事项审批表); it refuses to
//! pre-print an opinion, a name or a date that nobody gave.

use chrono::NaiveDate;

use crate::block::Block;
use crate::error::PrintError;
use crate::fonts::FontShelf;
use crate::forms::{FieldKind, FormKind, FormShelf, Value, Values, Vocabulary};
use crate::page::Page;
use crate::papers::approval_form::SHEET;
use crate::papers::{ScanMark, framed, parts};
use crate::setting::Setter;

/// What a form of this paper can say.
pub const FORM: Vocabulary = Vocabulary {
    fields: &[
        ("单位", FieldKind::Text),
        ("登记编号", FieldKind::Text),
        ("公开事项", FieldKind::Text),
        ("目录条目", FieldKind::Text),
        ("公开属性", FieldKind::Text),
        ("时限类别", FieldKind::Text),
        ("形成日期", FieldKind::Text),
        ("上级要求", FieldKind::Text),
        ("重要事项", FieldKind::Text),
        ("公开形式", FieldKind::Ticks),
        ("附件名单", FieldKind::Text),
        ("内容摘要", FieldKind::Text),
        ("审批步骤", FieldKind::Steps),
    ],
    must: &["公开事项", "公开属性", "附件名单", "审批步骤", CONCLUSIONS],
};

/// The line of a form that words the conclusions of the secrecy review: no approval sheet is without
/// (Regulation, Order 711, Art. 17).
pub(crate) const CONCLUSIONS: &str = "结论：";

/// The steps that a form may word, by the names it uses.
pub(crate) const STEPS: &[&str] = &[
    "提供单位",
    "经办",
    "校对",
    "审核",
    "分管领导",
    "主要领导",
    "发布",
];

/// A disclosure with its chain, as the sheet shows it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ApprovalSheet {
    /// Name of the office.
    pub office: String,
    /// Register number, once released.
    pub register_no: Option<String>,
    /// 公开事项: the title.
    pub title: String,
    /// 目录条目.
    pub entry: String,
    /// 公开属性.
    pub class: String,
    /// 时限类别.
    pub time_class: String,
    /// 形成日期.
    pub formed_on: Option<NaiveDate>,
    /// 上级要求: the document and the last day it sets; no row without.
    pub demand: String,
    /// 重要事项: which part of the matter; no row without.
    pub stage: String,
    /// 公开形式: each form and whether it is chosen.
    pub channels: Vec<(String, bool)>,
    /// 附件、名单: what is attached, how many rows, what sum.
    pub attachments: String,
    /// 内容摘要.
    pub summary: String,
    /// The steps in their order, 提供单位 and 发布 included.
    pub steps: Vec<ApprovalStep>,
    /// By what its scan is filed; none on a specimen.
    pub scan_mark: Option<ScanMark>,
}

/// One box of the chain.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ApprovalStep {
    /// Its name (`经办`, `审核`, `主要领导`), which the form words; a line end begins a new line.
    pub heading: String,
    /// Known facts in small type, such as the providing unit and its provider; not a signature.
    pub note: String,
    /// Whether the box offers the four conclusions of the secrecy review.
    pub secrecy_review: bool,
    /// How the form words them, in the order of [`SecrecyTick`]; left empty by whoever makes a step.
    pub conclusions: Vec<String>,
    /// The signature, if it is already given.
    pub signed: Option<Signed>,
}

/// A signature that was given and is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// Who signed.
    pub signer: String,
    /// When.
    pub on: NaiveDate,
    /// How: 本机, 纸签, 口头, 补签.
    pub kind: String,
    /// Whether a stand-in signed (代).
    pub stand_in: bool,
    /// The opinion that was given; may be empty.
    pub opinion: String,
    /// The conclusion of the secrecy review, and its ground where it has one.
    pub secrecy: Option<(SecrecyTick, String)>,
}

/// The four conclusions (Regulation, Order 711, Art. 17: what cannot be settled goes upwards).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecrecyTick {
    /// 可公开.
    Open,
    /// 部分公开.
    Partly,
    /// 不予公开.
    Closed,
    /// 不能确定，报上级.
    AskAbove,
}

impl SecrecyTick {
    pub(crate) const ALL: [Self; 4] = [Self::Open, Self::Partly, Self::Closed, Self::AskAbove];
}

impl ApprovalStep {
    /// The conclusions of the secrecy review as they are printed, and which one was reached.
    pub(crate) fn choices(&self) -> Vec<(String, bool)> {
        let signed = self.signed.as_ref();
        let given = signed.and_then(|signed| signed.secrecy.as_ref());
        let worded = SecrecyTick::ALL.into_iter().zip(&self.conclusions);
        worded
            .map(|(tick, label)| match given {
                Some((chosen, ground)) if *chosen == tick => (with_ground(label, ground), true),
                Some(_) | None => (label.clone(), false),
            })
            .collect()
    }
}

/// `不予公开（依据：　　）` with the ground that was given in the place of the blank.
fn with_ground(label: &str, ground: &str) -> String {
    match label.split_once('：') {
        Some((before, _)) if !ground.is_empty() => format!("{before}：{ground}）"),
        Some(_) | None => label.to_owned(),
    }
}

impl ApprovalSheet {
    /// What stands on the sheet.
    ///
    /// # Errors
    /// [`PrintError::Form`].
    pub fn blocks(&self, forms: &FormShelf) -> Result<Vec<Block>, PrintError> {
        let number = self.register_no.as_deref().unwrap_or_default();
        let values = Values::default()
            .text("单位", self.office.as_str())
            .text("登记编号", number)
            .text("公开事项", self.title.as_str())
            .text("目录条目", self.entry.as_str())
            .text("公开属性", self.class.as_str())
            .text("时限类别", self.time_class.as_str())
            .text(
                "形成日期",
                self.formed_on.map(parts::date).unwrap_or_default(),
            )
            .text("上级要求", self.demand.as_str())
            .text("重要事项", self.stage.as_str())
            .with("公开形式", Value::Ticks(self.channels.clone()))
            .text("附件名单", self.attachments.as_str())
            .text("内容摘要", self.summary.as_str())
            .with("审批步骤", Value::Steps(self.steps.clone()));
        Ok(forms.form(FormKind::Approval)?.fill(&values))
    }

    /// Sets the sheet: one page for seven steps, more if there are more.
    ///
    /// # Errors
    /// [`PrintError::MissingCharacter`] names the field; [`PrintError::TooLong`] a field of more
    /// than a page; [`PrintError::Form`].
    pub fn pages(&self, shelf: &FontShelf, forms: &FormShelf) -> Result<Vec<Page>, PrintError> {
        let setter = Setter::new(shelf);
        let mut pages = framed::pages(setter, "审批表", "", &self.blocks(forms)?)?;
        if let Some(mark) = &self.scan_mark {
            mark.set_with_letters(&mut pages, setter, SHEET)?;
        }
        Ok(pages)
    }
}
