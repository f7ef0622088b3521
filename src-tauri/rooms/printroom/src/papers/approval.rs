//! The approval and secrecy review sheet of an office's chain (政务公开事项审批表); it refuses to
//! pre-print an opinion, a name or a date that nobody gave.

use chrono::NaiveDate;

use crate::error::{Place, PrintError};
use crate::fonts::{FontRole, FontShelf};
use crate::page::Page;
use crate::papers::approval_form::{Form, SHEET, STEP_MOST_MM, TEXT};
use crate::papers::parts;
use crate::setting::flow::Flow;
use crate::setting::{Setter, Style, grid};

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
        self.set_head(&mut form)?;
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

    fn set_head(&self, form: &mut Form<'_>) -> Result<(), PrintError> {
        let style = Style::new(FontRole::Title, 22.0);
        let top = form.flow.take(13.0);
        let at = (
            SHEET.middle_mm(),
            grid::baseline_mm(top, 11.0, style.size_pt),
        );
        let items = form.flow.items();
        let heading = "政务公开事项审批表";
        form.setter
            .put_centred(items, heading, style, at, &Place::Title)?;
        let top = form.flow.take(8.0);
        let baseline = grid::baseline_mm(top, 7.0, TEXT.size_pt);
        let office = format!("单位：{}", self.office);
        let number = self.register_no.as_deref().unwrap_or("　　　　　　　");
        let number = format!("登记编号：{number}");
        let items = form.flow.items();
        let at = (SHEET.left_mm, baseline);
        let place = Place::field("单位");
        let style = form.setter.fitted(&office, TEXT, 105.0, &place)?;
        form.setter.put(items, &office, style, at, &place)?;
        let at = (SHEET.right_mm(), baseline);
        let place = Place::field("登记编号");
        form.setter.put_right(items, &number, TEXT, at, &place)
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
