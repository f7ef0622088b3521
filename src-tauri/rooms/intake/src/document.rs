//! What a document holds wherever a private value can hide: text seen and unseen, properties,
//! comments, deleted and hidden text, pictures; it never calls a place clean that it did not read.
//!
//! [`crate::read_document`] gives a [`Document`], [`Document::scan`] looks for private
//! values in it. The readers behind it run in the reading process only.

use gongkai_rulebook::privacy::{FindingKind, ScanOptions, scan_text};
use serde::{Deserialize, Serialize};

use crate::raw::{CellKind, Row, Workbook};
use crate::scan::{Found, Scanned, split};
use crate::xml;

mod cells;
mod exif;
mod generic;
mod html;
mod kind;
mod old;
mod old_text;
mod pdf;
mod pdf_fonts;
mod pdf_marks;
mod pdf_pages;
mod pdf_state;
mod pdf_text;
pub(crate) mod picture;
mod properties;
mod reading;
mod sheets;
mod words;
mod words_tables;

pub(crate) use cells::{Cell, Layout, Step, each_cell, layout_of};
pub use kind::DocumentKind;
pub(crate) use pdf::{is_photo, load as load_pdf};
pub(crate) use pdf_marks::{form_of, has_hidden_layers};
pub use pdf_pages::{LARGEST_PDF, NotLookedAt, PageText, PagesError, pdf_pages};
pub use reading::pasted_page;
pub(crate) use reading::read;
pub(crate) use sheets::is_print_name;
pub(crate) use words::{CHANGED_FORMATS, counts_pages, hidden_styles, is_hidden};

/// A document, read to the end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// What its bytes say it is.
    pub kind: DocumentKind,
    /// The cells, where it is a workbook.
    pub workbook: Option<Workbook>,
    /// All text that was found, with its places.
    pub passages: Vec<Passage>,
    /// Tables of a text document or a page, merged cells filled in.
    pub tables: Vec<Table>,
    /// Pictures: no program reads what stands on them, somebody must look.
    pub pictures: Vec<Picture>,
    /// What would go out with the file and is not seen on paper.
    pub remnants: Vec<Remnant>,
    /// What is in the file and was not looked at, in Chinese.
    pub not_looked_at: Vec<String>,
}

/// Some text and where it stands. `Debug` shows no text: it may be somebody's number.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// Where: `正文`, `页眉`, `文档属性“作者”`, `第 3 页`.
    pub place: String,
    /// What its lines are counted as.
    pub unit: Unit,
    /// The text.
    pub text: String,
    /// It stands where neither screen nor paper shows it.
    pub unseen: bool,
}

/// What the lines of a passage are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unit {
    /// One piece, nothing to count.
    Whole,
    /// 段.
    Paragraph,
    /// 行.
    Line,
}

/// A table as it stands, every row as wide as the table.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Where: `表 1`, or the sheet's name.
    pub name: String,
    /// Its rows; a merged cell's text stands in every cell that it covers.
    pub rows: Vec<Vec<String>>,
}

/// A picture in a document, or one that is the document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// Where it lies: `图片 2`, `第 3 页`.
    pub place: String,
    /// Where it was taken stands in it (GPS).
    pub located: bool,
    /// Maker and model of the camera or telephone.
    pub maker: Option<String>,
}

/// Something that leaves with a file although nobody sees it on paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remnant {
    /// What.
    pub kind: RemnantKind,
    /// How many.
    pub count: u32,
}

/// What can leave with a file unseen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum RemnantKind {
    /// Author, company, dates and the like.
    Properties,
    /// 批注.
    Comments,
    /// 修订: what was deleted or inserted, by whom, when.
    Changes,
    /// Text formatted as hidden.
    HiddenText,
    /// Sheets that are hidden, also those that Excel does not offer to show.
    HiddenSheets,
    /// Rows that are hidden and have something in them.
    HiddenRows,
    /// Columns that are hidden and have something in them.
    HiddenColumns,
    /// Values that lie under a merged cell.
    CoveredCells,
    /// The whole source table of a pivot table.
    PivotCaches,
    /// Other files, and what was copied from them.
    ExternalLinks,
    /// Named areas and constants.
    Names,
    /// Formulas; their results stay.
    Formulas,
    /// Lists of allowed values, filters, scenarios.
    Helpers,
    /// Programs in the file.
    Macros,
    /// Files and objects within the file.
    Embedded,
    /// Field codes, bookmarks, data bindings.
    Fields,
    /// Descriptions of pictures: often the path they came from.
    PictureNames,
    /// What a camera writes into a picture.
    PictureTraces,
    /// Notes on a PDF page.
    Annotations,
    /// Form fields of a PDF.
    FormFields,
    /// Structure, bookmarks and private entries of other programs.
    Extras,
}

impl RemnantKind {
    /// What it is called, in Chinese.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Properties => "文档属性",
            Self::Comments => "批注",
            Self::Changes => "修订痕迹",
            Self::HiddenText => "隐藏文字",
            Self::HiddenSheets => "隐藏的工作表",
            Self::HiddenRows => "隐藏的行",
            Self::HiddenColumns => "隐藏的列",
            Self::CoveredCells => "压在合并单元格下面的内容",
            Self::PivotCaches => "数据透视表的数据",
            Self::ExternalLinks => "链接到别处的内容",
            Self::Names => "定义的名称",
            Self::Formulas => "公式",
            Self::Helpers => "下拉、筛选等附带的内容",
            Self::Macros => "宏",
            Self::Embedded => "嵌入的文件",
            Self::Fields => "域代码、书签",
            Self::PictureNames => "图片的文字说明",
            Self::PictureTraces => "照片的拍摄信息",
            Self::Annotations => "页面批注",
            Self::FormFields => "表单域",
            Self::Extras => "书签、结构等附带的内容",
        }
    }
}

/// `Passage(正文, 12 bytes)`.
impl std::fmt::Debug for Passage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Passage({}, {} bytes)", self.place, self.text.len())
    }
}

/// `Table(表 1, 3 rows)`.
impl std::fmt::Debug for Table {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Table({}, {} rows)", self.name, self.rows.len())
    }
}

impl Document {
    /// Looks for private values in all its text.
    pub fn scan(&self, options: &ScanOptions) -> Scanned {
        let cells = self.workbook.as_ref();
        let mut findings =
            cells.map_or_else(Vec::new, |book| crate::scan::scan(book, options).findings);
        for passage in &self.passages {
            look_through(passage, options, &mut findings);
        }
        for table in &self.tables {
            look_over_cells(table, options, &mut findings);
        }
        Scanned {
            findings,
            not_looked_at: self.not_looked_at.clone(),
        }
    }

    /// Whether it came through the pipe whole: its rows are believed from here on.
    pub(crate) fn is_sound(&self) -> bool {
        let mut rows = self.workbook.iter().flat_map(|book| &book.sheets);
        rows.all(|sheet| sheet.rows.iter().all(Row::is_sound))
    }

    /// How much of a kind would leave unseen.
    pub fn remains(&self, kind: RemnantKind) -> u32 {
        let of_kind = |remnant: &&Remnant| remnant.kind == kind;
        self.remnants
            .iter()
            .find(of_kind)
            .map_or(0, |remnant| remnant.count)
    }
}

fn look_through(passage: &Passage, options: &ScanOptions, findings: &mut Vec<Found>) {
    let from = findings.len();
    for found in scan_text(&passage.text, options) {
        let before = passage.text.get(..found.range.start).unwrap_or_default();
        findings.push(Found {
            kind: found.kind,
            place: place_of(passage, before.matches('\n').count() + 1),
            masked: found.masked,
            unseen: passage.unseen,
        });
    }
    // A number that a narrow cell or a page's edge broke over two lines.
    let Some(unbroken) = split::without_breaks(&passage.text) else {
        return;
    };
    for found in scan_text(&unbroken, options) {
        let is_number = matches!(found.kind, FindingKind::Id | FindingKind::Minor);
        let known = findings[from..]
            .iter()
            .any(|known| known.kind == found.kind && known.masked == found.masked);
        if is_number && !known {
            findings.push(Found {
                kind: found.kind,
                place: passage.place.clone(),
                masked: found.masked,
                unseen: passage.unseen,
            });
        }
    }
}

fn place_of(passage: &Passage, line: usize) -> String {
    match passage.unit {
        Unit::Whole => passage.place.clone(),
        Unit::Paragraph => format!("{}第 {line} 段", passage.place),
        Unit::Line => format!("{}第 {line} 行", passage.place),
    }
}

/// Identity numbers of which each neighbouring cell has a part. The cells' own texts stand in the
/// passages already.
fn look_over_cells(table: &Table, options: &ScanOptions, findings: &mut Vec<Found>) {
    for (number, cells) in (1_u32..).zip(&table.rows) {
        let mut row = Row::new(number);
        for (column, text) in (1_u16..).zip(cells) {
            row.push(column, CellKind::Text, text);
        }
        for over in split::over_cells(&row) {
            for found in scan_text(&over.text, options) {
                findings.push(Found {
                    kind: found.kind,
                    place: format!("{}第 {number} 行（分在几格里）", table.name),
                    masked: found.masked,
                    unseen: false,
                });
            }
        }
    }
}
