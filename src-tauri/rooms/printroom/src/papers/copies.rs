//! The copies of a released disclosure (一式三份: 报县, 乡存, 张贴) in one document, on the grid of
//! GB/T 9704-2012; it refuses to print a seal and to leave out a row.

use chrono::NaiveDate;
use gongkai_rulebook::printing::PostedSheet;
use gongkai_rulebook::register::Book;
use gongkai_rulebook::scan_code::{CodedSheet, OfficeMark, series};

use crate::block::Block;
use crate::error::PrintError;
use crate::fonts::FontShelf;
use crate::forms::{FieldKind, Form, FormKind, FormShelf, Value, Values, Vocabulary};
use crate::page::Page;
use crate::papers::official::Composition;
use crate::papers::official_sheet::Measures;
use crate::papers::parts;
use crate::papers::scan_mark::ScanMark;
use crate::setting::Setter;
use crate::table::Table;

/// What a form of this paper can say. 要张贴 holds something only where the public reads it.
pub const FORM: Vocabulary = Vocabulary {
    fields: &[
        ("单位", FieldKind::Text),
        ("登记编号", FieldKind::Text),
        ("标题", FieldKind::Text),
        ("正文", FieldKind::Lines),
        ("六要素", FieldKind::Pairs),
        ("附件数", FieldKind::Text),
        ("名单", FieldKind::Lists),
        ("要张贴", FieldKind::Text),
        ("公示期", FieldKind::Text),
        ("监督电话", FieldKind::Text),
        ("承办单位", FieldKind::Text),
        ("张贴地点", FieldKind::Text),
        ("经办人", FieldKind::Text),
        ("成文日期", FieldKind::Text),
        ("扫描码", FieldKind::Text),
        ("登记簿年度", FieldKind::Text),
        ("登记簿号", FieldKind::Text),
    ],
    must: &[
        "标题",
        "正文",
        "名单",
        "要张贴",
        "公示期",
        "监督电话",
        "单位",
        "成文日期",
        "登记编号",
        "扫描码",
    ],
};

/// A disclosure as it is printed. Empty texts are left out, except what every posted paper bears:
/// posting period and supervision phone are then blanks for the hand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Copies {
    /// Name of the office, which signs.
    pub office: String,
    /// Register number (`2019-0049`); none in a preview.
    pub register_no: Option<String>,
    /// Title; a line end in it forces a line of its own, else lines are balanced.
    pub title: String,
    /// Paragraphs of the body. `一、…` is set in 黑体, `（一）…` in 楷体 (GB/T 9704-2012, 7.3.3).
    pub paragraphs: Vec<String>,
    /// Words that are never divided, such as people's names.
    pub unbroken: Vec<String>,
    /// The six elements, name and text, as far as they are given.
    pub elements: Vec<(String, String)>,
    /// Lists, in order.
    pub lists: Vec<List>,
    /// How many attachments there are. Their names are not printed: a file's name may hold a
    /// person's.
    pub attachments: usize,
    /// The posting, if the matter is posted.
    pub posting: Option<Posting>,
    /// 监督电话.
    pub supervision_phone: String,
    /// 承办单位.
    pub undertaking_unit: String,
    /// 经办人.
    pub handler: String,
    /// 张贴地点.
    pub place: String,
    /// 成文日期; blank for the hand if none.
    pub dated: Option<NaiveDate>,
    /// Which copies, in order.
    pub copies: Vec<CopySlip>,
    /// Whether each copy bears its mark (报县, 乡存, 张贴) at the top right.
    pub margin_marks: bool,
    /// Whether it is 内部公开, which every page then says.
    pub internal: bool,
    /// Whether it is a preview that must not leave the office, which every page then says.
    pub draft: bool,
    /// What became of it since (已撤回, 已更正), which every page then says; empty while it stands.
    pub ended: String,
    /// The sheet of the copy that is posted; the others stand on A4.
    pub posted_sheet: PostedSheet,
    /// Whose copies they are, for the code by which a scan of one is filed; none on a specimen.
    pub office_mark: Option<OfficeMark>,
}

/// One of the copies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopySlip {
    /// Whom it is for.
    pub copy_for: CopyFor,
    /// Its number (`2019-0049-3`); empty for what is no copy of paper.
    pub no: String,
}

/// Whom a copy is for (木金 plan: 一式三份，报县、存乡、张贴).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CopyFor {
    /// Reported to the county.
    County,
    /// Kept in the township.
    Township,
    /// Posted on the notice board.
    Board,
    /// Put on the website: of a list of people only what may go online.
    Online,
}

impl CopyFor {
    /// The mark on the margin.
    pub const fn mark(self) -> &'static str {
        match self {
            Self::County => "报县",
            Self::Township => "乡存",
            Self::Board => "张贴",
            Self::Online => "网上",
        }
    }
}

/// A list with its caption.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct List {
    /// Line above the list; may be empty.
    pub caption: String,
    /// The list.
    pub table: Table,
}

/// From when to when it hangs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posting {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub until: NaiveDate,
    /// How long in words, such as `7天` or `7个工作日`; may be empty.
    pub length: String,
}

impl Copies {
    /// What stands on every copy alike, with the number of the register but of no copy.
    ///
    /// # Errors
    /// [`PrintError::Form`].
    pub fn blocks(&self, forms: &FormShelf) -> Result<Vec<Block>, PrintError> {
        let form = forms.form(FormKind::Copies)?;
        Ok(self.filled(&form, self.register_no.as_deref().unwrap_or_default()))
    }

    /// Sets every copy. All have the same content; numbers, marks, and the sheet of the posted one
    /// differ. A list too wide for 9 pt on a portrait page turns the whole document, one too wide for
    /// A4 puts it on A3.
    ///
    /// # Errors
    /// [`PrintError::MissingCharacter`] names the place of a character without a font;
    /// [`PrintError::Nothing`] if no copy is asked for; [`PrintError::Form`]; what the lists refuse.
    pub fn pages(&self, shelf: &FontShelf, forms: &FormShelf) -> Result<Vec<Page>, PrintError> {
        let Some(first) = self.copies.first() else {
            return Err(PrintError::Nothing {
                what: "没有选定要印的份",
            });
        };
        let setter = Setter::new(shelf);
        let form = forms.form(FormKind::Copies)?;
        let blocks = self.filled(&form, &first.no);
        let mut set: Vec<(PostedSheet, Measures, Vec<Page>)> = Vec::new();
        let mut pages = Vec::new();
        for slip in &self.copies {
            let wanted = match slip.copy_for {
                CopyFor::Board => self.posted_sheet,
                CopyFor::County | CopyFor::Township | CopyFor::Online => PostedSheet::A4,
            };
            // What stands on the same sheet is set once.
            let at = match set.iter().position(|(sheet, ..)| *sheet == wanted) {
                Some(at) => at,
                None => {
                    let measures = Measures::of(&blocks, setter, wanted)?;
                    let page = Composition::new(&blocks, &self.unbroken, setter, measures);
                    let mut content = page.pages()?;
                    measures.number(&mut content, setter)?;
                    set.push((wanted, measures, content));
                    set.len() - 1
                }
            };
            let (_, measures, content) = &set[at];
            let margins = self.margins(&form, slip);
            let mut copy = content.clone();
            for page in &mut copy {
                page.part = slip.copy_for.mark().to_owned();
                self.margin(page, setter, *measures, (slip, &margins))?;
            }
            if let Some(mark) = self.scan_mark(&slip.no) {
                mark.set_on(&mut copy, measures.sheet)?;
            }
            pages.append(&mut copy);
        }
        Ok(pages)
    }

    /// What stands in the margins of this copy.
    fn margins(&self, form: &Form, slip: &CopySlip) -> Vec<Block> {
        let bare = Self {
            lists: Vec::new(),
            paragraphs: Vec::new(),
            ..self.clone()
        };
        let margin = |block: &Block| matches!(block, Block::MarginHead(_) | Block::MarginFoot(_));
        let blocks = bare.filled(form, &slip.no);
        blocks.into_iter().filter(margin).collect()
    }

    fn filled(&self, form: &Form, copy_no: &str) -> Vec<Block> {
        let number = self.register_no.as_deref().unwrap_or_default();
        let (year, running) = number.split_once('-').unwrap_or_default();
        // Books number apart, so the code says which book it is.
        let series = series(self.book());
        // What goes online is no numbered copy.
        let code = match running.is_empty() || copy_no.is_empty() {
            true => String::new(),
            false => format!("{series}-{copy_no}"),
        };
        let attachments = match self.attachments {
            0 => String::new(),
            count => count.to_string(),
        };
        let posted = if self.is_posted() { "是" } else { "" };
        let values = Values::default()
            .text("单位", self.office.as_str())
            .text("登记编号", number)
            .text("标题", self.title.as_str())
            .with("正文", Value::Lines(self.paragraphs.clone()))
            .with("六要素", Value::Pairs(self.elements.clone()))
            .text("附件数", attachments)
            .with("名单", Value::Lists(self.lists.clone()))
            .text("要张贴", posted)
            .text(
                "公示期",
                self.posting.as_ref().map(Posting::told).unwrap_or_default(),
            )
            .text("监督电话", self.supervision_phone.trim())
            .text("承办单位", self.undertaking_unit.trim())
            .text("张贴地点", self.place.trim())
            .text("经办人", self.handler.trim())
            .text("成文日期", self.dated.map(parts::date).unwrap_or_default())
            .text("扫描码", code)
            .text("登记簿年度", year)
            .text("登记簿号", running);
        form.fill(&values)
    }

    const fn book(&self) -> Book {
        match self.internal {
            true => Book::Internal,
            false => Book::Public,
        }
    }

    /// By what a scan of this copy is filed; a draft and what goes online are no copies.
    fn scan_mark(&self, copy_no: &str) -> Option<ScanMark> {
        let numbered = self.register_no.is_some();
        Some(ScanMark {
            office: self.office_mark.filter(|_| numbered)?,
            sheet: CodedSheet::copy(self.book(), copy_no)?,
        })
    }

    /// Whether it hangs where the public reads it, so that it bears posting period and phone.
    fn is_posted(&self) -> bool {
        let board = |slip: &CopySlip| slip.copy_for == CopyFor::Board;
        !self.internal && self.copies.iter().any(board)
    }
}

impl Posting {
    /// `自2019年10月16日起至2019年10月22日止（7天）`.
    pub(super) fn told(&self) -> String {
        let (from, until) = (parts::date(self.from), parts::date(self.until));
        let length = match self.length.as_str() {
            "" => String::new(),
            length => format!("（{length}）"),
        };
        format!("自{from}起至{until}止{length}")
    }
}
