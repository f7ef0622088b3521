//! Writes a document again without what nobody sees on paper: properties, comments, tracked changes,
//! hidden parts, caches, macros, the camera's traces. It keeps what shows, reads its own work again,
//! and refuses a document rather than leave a doubt.

use serde::{Deserialize, Serialize};

use crate::document::{self, Document, DocumentKind, Remnant, RemnantKind, picture};
use crate::error::Fault;
use crate::limits::Limits;

mod container;
mod fields;
mod pdf;
mod rows;
mod sheets;
mod words;
mod words_tree;

/// What came of cleaning a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cleaned {
    /// A copy that may leave.
    Copy(CleanCopy),
    /// It cannot be written clean; the original may not leave either.
    Refused(Cannot),
}

/// A document without what nobody sees.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CleanCopy {
    /// What it is.
    pub kind: DocumentKind,
    /// What was taken out.
    pub removed: Vec<Remnant>,
    /// Its bytes; the original's own where nothing had to be taken out.
    pub bytes: Vec<u8>,
}

/// `CleanCopy(Words, 3 kinds removed, 1024 bytes)`: bytes may be somebody's number.
impl std::fmt::Debug for CleanCopy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            kind,
            removed,
            bytes,
        } = self;
        write!(
            f,
            "CleanCopy({kind:?}, {} kinds removed, {} bytes)",
            removed.len(),
            bytes.len()
        )
    }
}

/// Why a document cannot be written clean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cannot {
    /// `.doc`, `.xls`, `.ppt` and their WPS kin.
    OldFormat,
    /// Slides, OpenDocument, RTF, OFD, web pages.
    OtherFormat,
    /// An archive of files.
    Archive,
    /// Nobody knows what it is.
    Unknown,
    /// A picture of a form that is not rewritten.
    Picture,
    /// A picture within the document that cannot be rewritten.
    InnerPicture,
    /// Form fields or a signature, which cleaning would destroy.
    Form,
    /// Stamps, handwriting and the like laid over the page.
    Overlay,
    /// Layers that are switched off.
    HiddenLayers,
    /// A chart on a sheet: it carries data of other sheets.
    Chart,
    /// A graphic or a part that is put in from elsewhere.
    Foreign,
    /// A formula whose result was never stored.
    NoResult,
    /// No sheet is left to see.
    NothingShown,
    /// Something was still there after cleaning.
    StillThere(RemnantKind),
    /// What shows would not be the same.
    Differs,
}

impl Cannot {
    /// Why, for the clerk.
    pub fn reason(self) -> String {
        match self {
            Self::OldFormat => {
                "旧格式（.doc、.xls、.ppt、.wps、.et）里可能有看不见的内容，程序不能清理".to_owned()
            }
            Self::OtherFormat => "这种格式程序不能清理".to_owned(),
            Self::Archive => "压缩包里的文件程序不能清理".to_owned(),
            Self::Unknown => "认不出是什么文件，程序不能清理".to_owned(),
            Self::Picture => "这种图片程序不能清理（拍摄位置等信息可能还在里面）".to_owned(),
            Self::InnerPicture => "里面有一幅图片程序不能清理".to_owned(),
            Self::Form => "里面有表单或者电子签名，清理会毁掉它".to_owned(),
            Self::Overlay => {
                "页面上另盖着一层内容（图章、手写、文本框），清理会去掉看得见的东西".to_owned()
            }
            Self::HiddenLayers => "里面有关着的图层，看不见的内容还在文件里".to_owned(),
            Self::Chart => "表里有图表，图表带着别处的数据".to_owned(),
            Self::Foreign => "里面有从别处插入的内容，程序不能清理".to_owned(),
            Self::NoResult => "有公式没有存下结果，清理会丢掉这个数".to_owned(),
            Self::NothingShown => "没有一张看得见的工作表".to_owned(),
            Self::StillThere(kind) => format!("清理后里面还有{}", kind.label()),
            Self::Differs => "清理后看到的文字和原来不一样".to_owned(),
        }
    }

    /// What to do instead.
    pub const fn next(self) -> &'static str {
        match self {
            Self::OldFormat => "用 WPS 打开，另存为 .docx、.xlsx 或者输出为 PDF，再添加",
            Self::OtherFormat | Self::Unknown => "打开后输出为 PDF，再添加",
            Self::Archive => "解压后逐个添加",
            Self::Picture => "用画图打开，另存为 .jpg 或 .png，再添加",
            Self::InnerPicture | Self::Foreign => "把它换成截图，或者整份输出为 PDF，再添加",
            Self::Form | Self::Overlay | Self::HiddenLayers => "用“打印”打印成一份新的 PDF，再添加",
            Self::Chart => "把图表复制为图片，或者整份输出为 PDF，再添加",
            Self::NoResult => "用 WPS 打开、保存一次，再添加",
            Self::NothingShown => "把要公开的工作表取消隐藏，再添加",
            Self::StillThere(_) | Self::Differs => "打开后输出为 PDF，再添加",
        }
    }
}

/// Ends a cleaning: refused, or the file itself is at fault.
#[derive(Debug)]
pub(crate) enum Ended {
    Refused(Cannot),
    Fault(Fault),
}

impl From<Fault> for Ended {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<Cannot> for Ended {
    fn from(cannot: Cannot) -> Self {
        Self::Refused(cannot)
    }
}

/// Writes the document again without what nobody sees.
///
/// # Errors
/// What is wrong with the file.
pub(crate) fn clean(bytes: &[u8], limits: &Limits) -> Result<Cleaned, Fault> {
    match rewritten(bytes, limits) {
        Ok(copy) => Ok(Cleaned::Copy(copy)),
        Err(Ended::Refused(cannot)) => Ok(Cleaned::Refused(cannot)),
        Err(Ended::Fault(fault)) => Err(fault),
    }
}

fn rewritten(bytes: &[u8], limits: &Limits) -> Result<CleanCopy, Ended> {
    let before = document::read(bytes, limits)?;
    let clean = match before.kind {
        DocumentKind::Words => words::clean(bytes, limits)?,
        DocumentKind::Workbook => sheets::clean(bytes, limits)?,
        DocumentKind::Pdf => pdf::clean(bytes, limits)?,
        DocumentKind::Jpeg | DocumentKind::Png => {
            picture::strip(bytes).map_err(|_| Cannot::Picture)?
        }
        // Nothing but what shows.
        DocumentKind::Text | DocumentKind::Bitmap => bytes.to_vec(),
        DocumentKind::OldWords | DocumentKind::OldWorkbook | DocumentKind::OldSlides => {
            return Err(Cannot::OldFormat.into());
        }
        DocumentKind::Slides
        | DocumentKind::OpenDocument
        | DocumentKind::RichText
        | DocumentKind::Ofd
        | DocumentKind::Page => return Err(Cannot::OtherFormat.into()),
        DocumentKind::OtherPicture => return Err(Cannot::Picture.into()),
        DocumentKind::Archive => return Err(Cannot::Archive.into()),
        DocumentKind::Unknown => return Err(Cannot::Unknown.into()),
    };
    let after = document::read(&clean, limits)?;
    if let Some(left) = after.remnants.first() {
        return Err(Cannot::StillThere(left.kind).into());
    }
    if after.kind != before.kind || shown(&after) != shown(&before) {
        return Err(Cannot::Differs.into());
    }
    Ok(CleanCopy {
        kind: before.kind,
        removed: before.remnants,
        bytes: clean,
    })
}

/// Everything of a document that shows, blanks aside.
fn shown(document: &Document) -> String {
    let mut shown = String::new();
    let mut put = |text: &str| shown.extend(text.chars().filter(|c| !c.is_whitespace()));
    for passage in document.passages.iter().filter(|passage| !passage.unseen) {
        put(&passage.text);
    }
    for sheet in document.workbook.iter().flat_map(|book| &book.sheets) {
        if sheet.hidden {
            continue;
        }
        put(&sheet.name);
        for row in sheet
            .rows
            .iter()
            .filter(|row| !sheet.is_row_hidden(row.number))
        {
            for cell in row
                .cells()
                .filter(|cell| !sheet.is_column_hidden(cell.column))
            {
                put(cell.text);
            }
        }
    }
    shown
}
