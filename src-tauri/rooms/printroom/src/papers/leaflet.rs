//! The leaflet for households (明白纸): one page in plain words with a receipt to be cut off; it refuses
//! a second page, for a leaflet of two pages is read by nobody.

use crate::block::Block;
use crate::error::{Place, PrintError};
use crate::fonts::{FontRole, FontShelf};
use crate::forms::{FieldKind, FormKind, FormShelf, Value, Values, Vocabulary};
use crate::page::{MM_PER_PT, Page};
use crate::papers::copies_margin::set_words;
use crate::papers::parts;
use crate::papers::plain::{Numbers, Plain, Titled};
use crate::setting::flow::Sheet;
use crate::setting::{Setter, Style};
use crate::table::pour::Look;

/// What a form of this paper can say. All of it was approved with the item.
pub const FORM: Vocabulary = Vocabulary {
    fields: &[
        ("单位", FieldKind::Text),
        ("登记编号", FieldKind::Text),
        ("标题", FieldKind::Text),
        ("正文", FieldKind::Lines),
        ("政策依据", FieldKind::Text),
        ("谁能享受", FieldKind::Text),
        ("标准", FieldKind::Text),
        ("怎么办", FieldKind::Text),
        ("怎么发", FieldKind::Text),
        ("谁来办", FieldKind::Text),
        ("办事纪律", FieldKind::Text),
        ("办事结果", FieldKind::Text),
        ("承办单位", FieldKind::Text),
        ("咨询电话", FieldKind::Text),
        ("监督电话", FieldKind::Text),
        ("日期", FieldKind::Text),
    ],
    must: &["标题", "监督电话", "单位"],
};

/// What households are told.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Leaflet {
    /// Name of the office.
    pub office: String,
    /// Number in the register; none in a preview.
    pub register_no: Option<String>,
    /// Title.
    pub title: String,
    /// What else is said.
    pub paragraphs: Vec<String>,
    /// 政策依据: 办事依据.
    pub basis: String,
    /// 谁能享受: 办事条件.
    pub who: String,
    /// 标准: how much.
    pub standard: String,
    /// 怎么办: 办事程序.
    pub how: String,
    /// 怎么发.
    pub payment: String,
    /// 谁来办: 办事职责.
    pub duty: String,
    /// 办事纪律.
    pub discipline: String,
    /// 办事结果.
    pub result: String,
    /// 承办单位.
    pub undertaking_unit: String,
    /// 咨询电话; a blank if empty.
    pub phone: String,
    /// 监督电话; a blank if empty.
    pub supervision_phone: String,
    /// The day, in words; a blank if empty.
    pub dated: String,
    /// What every page says of a preview or of an item that no longer stands.
    pub banner: String,
}

/// Type sizes from large to small; the largest that keeps the leaflet on its page is taken.
const SIZES_PT: [f64; 6] = [18.0, 16.0, 15.0, 14.0, 12.0, 10.5];
const SHEET: Sheet = Sheet {
    width_mm: crate::page::A4_WIDTH_MM,
    height_mm: crate::page::A4_HEIGHT_MM,
    left_mm: 25.0,
    top_mm: 26.0,
    text_width_mm: 160.0,
    text_height_mm: 250.0,
};

impl Leaflet {
    /// What stands on the leaflet.
    ///
    /// # Errors
    /// [`PrintError::Form`].
    pub fn blocks(&self, forms: &FormShelf) -> Result<Vec<Block>, PrintError> {
        let values = Values::default()
            .text("单位", self.office.as_str())
            .text("登记编号", self.register_no.as_deref().unwrap_or_default())
            .text("标题", self.title.as_str())
            .with("正文", Value::Lines(self.paragraphs.clone()))
            .text("政策依据", self.basis.as_str())
            .text("谁能享受", self.who.as_str())
            .text("标准", self.standard.as_str())
            .text("怎么办", self.how.as_str())
            .text("怎么发", self.payment.as_str())
            .text("谁来办", self.duty.as_str())
            .text("办事纪律", self.discipline.as_str())
            .text("办事结果", self.result.as_str())
            .text("承办单位", self.undertaking_unit.as_str())
            .text("咨询电话", self.phone.as_str())
            .text("监督电话", self.supervision_phone.as_str())
            .text("日期", self.dated.as_str());
        Ok(forms.form(FormKind::Leaflet)?.fill(&values))
    }

    /// Sets the leaflet on one page, in the largest type that fits.
    ///
    /// # Errors
    /// [`PrintError::TooLong`] for more than a page of the smallest type, [`PrintError::Form`],
    /// [`PrintError::MissingCharacter`] with its place.
    pub fn pages(&self, shelf: &FontShelf, forms: &FormShelf) -> Result<Vec<Page>, PrintError> {
        let setter = Setter::new(shelf);
        let blocks = self.blocks(forms)?;
        for size_pt in SIZES_PT {
            let mut pages = look(size_pt).pages(setter, "明白纸", &blocks)?;
            if let [page] = pages.as_mut_slice() {
                set_words(&mut page.items, setter, (SHEET, 1.0), &blocks)?;
                if !self.banner.is_empty() {
                    let right = (SHEET.right_mm(), SHEET.top_mm - 8.0);
                    parts::framed_mark(&mut page.items, setter, &self.banner, 16.0, right)?;
                }
                return Ok(pages);
            }
        }
        Err(PrintError::TooLong {
            place: Place::field("明白纸"),
            lines: (SHEET.text_height_mm / line_mm(10.5)) as usize,
        })
    }
}

fn line_mm(size_pt: f64) -> f64 {
    size_pt * 1.7 * MM_PER_PT
}

fn look(size_pt: f64) -> Plain {
    let line_mm = line_mm(size_pt);
    Plain {
        sheet: SHEET,
        title: Titled {
            size_pt: 24.0,
            take_mm: 13.0,
            within_mm: 12.0,
        },
        subtitle: (Style::new(FontRole::Kai, size_pt), 2.0),
        heading: Style::new(FontRole::Hei, size_pt),
        text: Style::new(FontRole::Body, size_pt),
        note: Style::new(FontRole::Body, 10.5),
        line_mm,
        within_mm: line_mm,
        hand_mm: 11.0,
        indent_pt: 2.0 * size_pt,
        gap_mm: 2.0,
        around_mm: (2.0, 2.0),
        table: Look {
            head: Style::new(FontRole::Hei, 12.0),
            body: Style::new(FontRole::Body, 12.0),
            sizes_pt: &[12.0, 10.5, 9.0],
            line_em: 1.35,
            row_mm: 8.0,
            tight_row_mm: None,
        },
        numbers: Numbers::Never,
    }
}
