//! The sheet on which what people say about a disclosure is handled (意见处理单); it refuses to pre-print
//! a name, a telephone or an opinion: all of it is written by hand.

use chrono::NaiveDate;

use crate::block::Block;
use crate::error::PrintError;
use crate::fonts::FontShelf;
use crate::forms::{FieldKind, FormKind, FormShelf, Value, Values, Vocabulary};
use crate::page::Page;
use crate::papers::{framed, parts};
use crate::setting::Setter;

/// What a form of this paper can say.
pub const FORM: Vocabulary = Vocabulary {
    fields: &[
        ("单位", FieldKind::Text),
        ("登记编号", FieldKind::Text),
        ("公开事项", FieldKind::Text),
        ("公开日期", FieldKind::Text),
        ("提供单位", FieldKind::Text),
        ("反映方式", FieldKind::Ticks),
        ("意见类别", FieldKind::Ticks),
    ],
    must: &["公开事项", "登记编号"],
};

/// What people can say something about.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FeedbackSheet {
    /// Name of the office.
    pub office: String,
    /// Number in the register; a blank if empty.
    pub register_no: String,
    /// Title of the item; a blank if empty.
    pub title: String,
    /// The day it was released.
    pub released_on: Option<NaiveDate>,
    /// 提供单位.
    pub unit: String,
}

/// Ways to say something.
const WAYS: [&str; 6] = ["当面", "电话", "书信", "意见箱", "网上", "其他"];
/// The two tracks (木金 plan: suggestions go to the leading group's office, doubts to the township's
/// discipline commission).
const TRACKS: [&str; 2] = ["意见、建议（办公室办理答复）", "有疑问（乡纪委核查）"];

impl FeedbackSheet {
    /// What stands on the sheet.
    ///
    /// # Errors
    /// [`PrintError::Form`].
    pub fn blocks(&self, forms: &FormShelf) -> Result<Vec<Block>, PrintError> {
        let open = |labels: &[&str]| {
            let ticks = labels.iter().map(|label| ((*label).to_owned(), false));
            Value::Ticks(ticks.collect())
        };
        let values = Values::default()
            .text("单位", self.office.as_str())
            .text("登记编号", self.register_no.as_str())
            .text("公开事项", self.title.replace('\n', ""))
            .text(
                "公开日期",
                self.released_on.map(parts::date).unwrap_or_default(),
            )
            .text("提供单位", self.unit.as_str())
            .with("反映方式", open(&WAYS))
            .with("意见类别", open(&TRACKS));
        Ok(forms.form(FormKind::Feedback)?.fill(&values))
    }

    /// Sets the sheet.
    ///
    /// # Errors
    /// [`PrintError::Form`], [`PrintError::MissingCharacter`] names the field.
    pub fn pages(&self, shelf: &FontShelf, forms: &FormShelf) -> Result<Vec<Page>, PrintError> {
        let blocks = self.blocks(forms)?;
        framed::pages(Setter::new(shelf), "意见处理单", "", &blocks)
    }
}
