//! The letter that asks the secrecy authority whether an item may be disclosed (保密审查函), as a
//! document of GB/T 9704-2012 with its red head and 版记; it refuses to number, date or seal itself.

use crate::block::Block;
use crate::error::PrintError;
use crate::fonts::FontShelf;
use crate::forms::{FieldKind, FormKind, FormShelf, Value, Values, Vocabulary};
use crate::page::Page;
use crate::papers::official::Composition;
use crate::papers::official_marks::dashed_numbers;
use crate::papers::official_sheet::Measures;
use crate::setting::Setter;

/// What a form of this paper can say.
pub const FORM: Vocabulary = Vocabulary {
    fields: &[
        ("单位", FieldKind::Text),
        ("发文代字", FieldKind::Text),
        ("年度", FieldKind::Text),
        ("主送", FieldKind::Text),
        ("公开事项", FieldKind::Text),
        ("目录条目", FieldKind::Text),
        ("公开属性", FieldKind::Text),
        ("公开形式", FieldKind::Text),
        ("提供单位", FieldKind::Text),
        ("内容摘要", FieldKind::Text),
        ("审核人", FieldKind::Text),
        ("审核意见", FieldKind::Text),
        ("联系人", FieldKind::Text),
        ("联系电话", FieldKind::Text),
        ("送审稿", FieldKind::Lines),
        ("六要素", FieldKind::Pairs),
        ("另附", FieldKind::Text),
    ],
    must: &["单位", "公开事项"],
};

/// What is asked, of whom.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SecrecyLetter {
    /// Name of the office.
    pub office: String,
    /// 发文代字, for instance 青政.
    pub prefix: String,
    /// The year of the number.
    pub year: i32,
    /// To whom.
    pub to: String,
    /// Title of the item.
    pub title: String,
    /// 目录条目.
    pub entry: String,
    /// 公开属性.
    pub class: String,
    /// Where it is to be disclosed.
    pub channels: String,
    /// 提供单位.
    pub unit: String,
    /// 内容摘要.
    pub summary: String,
    /// Who reviewed it.
    pub reviewer: String,
    /// What the reviewer could not settle.
    pub opinion: String,
    /// Whom to ask back.
    pub contact: String,
    /// His telephone.
    pub phone: String,
    /// The text to be disclosed, its paragraphs: the annex.
    pub paragraphs: Vec<String>,
    /// The six elements, name and text.
    pub elements: Vec<(String, String)>,
    /// What goes beside the annex on paper (名单, 附件); empty if nothing does.
    pub beside: String,
}

impl SecrecyLetter {
    /// What stands in the letter.
    ///
    /// # Errors
    /// [`PrintError::Form`].
    pub fn blocks(&self, forms: &FormShelf) -> Result<Vec<Block>, PrintError> {
        let values = Values::default()
            .text("单位", self.office.as_str())
            .text("发文代字", self.prefix.as_str())
            .text("年度", self.year.to_string())
            .text("主送", self.to.as_str())
            .text("公开事项", self.title.replace('\n', ""))
            .text("目录条目", self.entry.as_str())
            .text("公开属性", self.class.as_str())
            .text("公开形式", self.channels.as_str())
            .text("提供单位", self.unit.as_str())
            .text("内容摘要", self.summary.as_str())
            .text("审核人", self.reviewer.as_str())
            .text("审核意见", self.opinion.as_str())
            .text("联系人", self.contact.as_str())
            .text("联系电话", self.phone.as_str())
            .with("送审稿", Value::Lines(self.paragraphs.clone()))
            .with("六要素", Value::Pairs(self.elements.clone()))
            .text("另附", self.beside.as_str());
        Ok(forms.form(FormKind::SecrecyLetter)?.fill(&values))
    }

    /// Sets the letter; its 版记 stands at the foot of an even page.
    ///
    /// # Errors
    /// [`PrintError::Form`], [`PrintError::MissingCharacter`] with its place,
    /// [`PrintError::TooLong`].
    pub fn pages(&self, shelf: &FontShelf, forms: &FormShelf) -> Result<Vec<Page>, PrintError> {
        let setter = Setter::new(shelf);
        let blocks = self.blocks(forms)?;
        let measures = Measures::OFFICIAL;
        let mut pages = Composition::new(&blocks, &[], setter, measures).pages()?;
        for page in &mut pages {
            page.part = "保密审查函".to_owned();
        }
        dashed_numbers(&mut pages, setter, measures.sheet)?;
        Ok(pages)
    }
}
