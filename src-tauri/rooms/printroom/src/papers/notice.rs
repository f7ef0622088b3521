//! The notice that an item was corrected or withdrawn (更正公告, 撤回公告), on the grid of GB/T 9704-2012;
//! it refuses to say what was wrong: what must not be read would be read again.

use chrono::NaiveDate;
use gongkai_rulebook::printing::PostedSheet;

use crate::block::Block;
use crate::error::PrintError;
use crate::fonts::FontShelf;
use crate::forms::{FieldKind, FormKind, FormShelf, Values, Vocabulary};
use crate::page::Page;
use crate::papers::copies_margin::set_words;
use crate::papers::official::Composition;
use crate::papers::official_sheet::Measures;
use crate::papers::parts;
use crate::setting::Setter;

const FIELDS: &[(&str, FieldKind)] = &[
    ("单位", FieldKind::Text),
    ("原登记编号", FieldKind::Text),
    ("原标题", FieldKind::Text),
    ("原公开日期", FieldKind::Text),
    ("新登记编号", FieldKind::Text),
    ("新标题", FieldKind::Text),
    ("更正日期", FieldKind::Text),
    ("撤回日期", FieldKind::Text),
    ("张贴地点", FieldKind::Text),
    ("监督电话", FieldKind::Text),
    ("承办单位", FieldKind::Text),
    ("成文日期", FieldKind::Text),
];

/// What a form of a correction notice can say.
pub const CORRECTION: Vocabulary = Vocabulary {
    fields: FIELDS,
    must: &["原登记编号", "原标题", "新登记编号", "单位"],
};

/// What a form of a withdrawal notice can say.
pub const WITHDRAWAL: Vocabulary = Vocabulary {
    fields: FIELDS,
    must: &["原登记编号", "原标题", "单位"],
};

/// What became of an item, for those who read it on the board.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Notice {
    /// Name of the office, which signs.
    pub office: String,
    /// The item's number in the register.
    pub register_no: String,
    /// The item's title.
    pub title: String,
    /// The day it was released.
    pub released_on: Option<NaiveDate>,
    /// What replaced it; none where it was withdrawn.
    pub correction: Option<Correction>,
    /// The day from which it no longer stands.
    pub ended_on: Option<NaiveDate>,
    /// Where it hung.
    pub place: String,
    /// 监督电话.
    pub supervision_phone: String,
    /// 承办单位.
    pub undertaking_unit: String,
    /// 成文日期; blank for the hand if none.
    pub dated: Option<NaiveDate>,
}

/// The item that replaced another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// Its number in the register.
    pub register_no: String,
    /// Its title.
    pub title: String,
}

impl Notice {
    /// What stands on the notice.
    ///
    /// # Errors
    /// [`PrintError::Form`].
    pub fn blocks(&self, forms: &FormShelf) -> Result<Vec<Block>, PrintError> {
        let date = |day: Option<NaiveDate>| day.map(parts::date).unwrap_or_default();
        let (kind, new_no, new_title) = match &self.correction {
            Some(new) => (
                FormKind::Correction,
                new.register_no.as_str(),
                new.title.as_str(),
            ),
            None => (FormKind::Withdrawal, "", ""),
        };
        let values = Values::default()
            .text("单位", self.office.as_str())
            .text("原登记编号", self.register_no.as_str())
            .text("原标题", self.title.replace('\n', ""))
            .text("原公开日期", date(self.released_on))
            .text("新登记编号", new_no)
            .text("新标题", new_title.replace('\n', ""))
            .text("更正日期", date(self.ended_on))
            .text("撤回日期", date(self.ended_on))
            .text("张贴地点", self.place.as_str())
            .text("监督电话", self.supervision_phone.as_str())
            .text("承办单位", self.undertaking_unit.as_str())
            .text("成文日期", date(self.dated));
        Ok(forms.form(kind)?.fill(&values))
    }

    /// Sets the notice.
    ///
    /// # Errors
    /// [`PrintError::Form`], [`PrintError::MissingCharacter`] with its place,
    /// [`PrintError::TooLong`] for a title of more than six lines.
    pub fn pages(&self, shelf: &FontShelf, forms: &FormShelf) -> Result<Vec<Page>, PrintError> {
        let setter = Setter::new(shelf);
        let blocks = self.blocks(forms)?;
        let measures = Measures::of(&blocks, setter, PostedSheet::default())?;
        let mut pages = Composition::new(&blocks, &[], setter, measures).pages()?;
        for page in &mut pages {
            page.part = "公告".to_owned();
            set_words(&mut page.items, setter, (measures.sheet, 1.0), &blocks)?;
        }
        if pages.len() > 1 {
            measures.number(&mut pages, setter)?;
        }
        Ok(pages)
    }
}
