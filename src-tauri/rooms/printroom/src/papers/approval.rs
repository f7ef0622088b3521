//! The approval and secrecy review sheet of an office's chain (政务公开事项审批表); it refuses to
//! pre-print an opinion, a name or a date that nobody gave.

use chrono::NaiveDate;

use crate::error::PrintError;
use crate::fonts::FontShelf;
use crate::page::Page;
use crate::papers::approval_form::{Form, SHEET, STEP_MOST_MM};
use crate::papers::parts;
use crate::setting::Setter;
use crate::setting::flow::Flow;

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
}

/// One box of the chain.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ApprovalStep {
    /// Its heading (`经办`, `审核、保密审查`, `主要领导意见`); a line end begins a new line.
    pub heading: String,
    /// Known facts in small type, such as the providing unit and its provider; not a signature.
    pub note: String,
    /// Whether the box offers the four conclusions of the secrecy review.
    pub secrecy_review: bool,
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
    pub(super) const ALL: [Self; 4] = [Self::Open, Self::Partly, Self::Closed, Self::AskAbove];

    pub(super) fn label(self, ground: &str) -> String {
        match self {
            Self::Open => "可公开".to_owned(),
            Self::Partly => "部分公开".to_owned(),
            Self::Closed if ground.is_empty() => "不予公开（依据：　　　　　　　　）".to_owned(),
            Self::Closed => format!("不予公开（依据：{ground}）"),
            Self::AskAbove => "不能确定，报上级".to_owned(),
        }
    }
}

impl ApprovalSheet {
    /// Sets the sheet: one page for seven steps, more if there are more.
    ///
    /// # Errors
    /// [`PrintError::MissingCharacter`] names the field; [`PrintError::TooLong`] a field of more
    /// than a page.
    pub fn pages(&self, shelf: &FontShelf) -> Result<Vec<Page>, PrintError> {
        let setter = Setter::new(shelf);
        let mut form = Form {
            flow: Flow::new(SHEET, "审批表"),
            setter,
            top_mm: 0.0,
        };
        let number = self.register_no.as_deref().unwrap_or("　　　　　　　");
        form.head("政务公开事项审批表", &self.office, ("登记编号", number))?;
        form.open();
        self.set_fields(&mut form)?;
        let mut laid = Vec::new();
        for step in &self.steps {
            laid.push(form.lay_step(step)?);
        }
        let least: f64 = laid.iter().map(|step| step.least_mm).sum();
        let spare = (form.flow.room_mm() - 0.1 - least).max(0.0) / laid.len().max(1) as f64;
        for step in &laid {
            let height = (step.least_mm + spare).min(STEP_MOST_MM.max(step.least_mm));
            form.step(step, height)?;
        }
        form.close();
        let mut pages = form.flow.finish();
        if pages.len() > 1 {
            parts::number_pages(&mut pages, setter, (SHEET.middle_mm(), 284.0))?;
        }
        Ok(pages)
    }

    fn set_fields(&self, form: &mut Form<'_>) -> Result<(), PrintError> {
        let formed = self
            .formed_on
            .map_or("　　年　月　日".to_owned(), parts::date);
        form.field("公开事项", &self.title)?;
        form.two_fields(("目录条目", &self.entry), ("公开属性", &self.class))?;
        form.two_fields(("时限类别", &self.time_class), ("形成日期", &formed))?;
        match (self.demand.is_empty(), self.stage.is_empty()) {
            (false, false) => {
                form.two_fields(("上级要求", &self.demand), ("重要事项", &self.stage))?;
            }
            (false, true) => form.field("上级要求", &self.demand)?,
            (true, false) => form.field("重要事项", &self.stage)?,
            (true, true) => {}
        }
        if !self.channels.is_empty() {
            form.ticks("公开形式", &self.channels)?;
        }
        if !self.attachments.is_empty() {
            form.field("附件、名单", &self.attachments)?;
        }
        if !self.summary.is_empty() {
            form.field("内容摘要", &self.summary)?;
        }
        Ok(())
    }
}
