//! Why a file could not be read, each with its sentence and its next step; no private value of
//! the file ever enters a sentence.

use std::fmt;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// A file that intake could not read: which one, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IntakeError {
    /// The file as it was given.
    pub path: PathBuf,
    /// What is wrong with it.
    pub fault: Fault,
}

impl IntakeError {
    pub(crate) fn new(path: impl Into<PathBuf>, fault: Fault) -> Self {
        Self {
            path: path.into(),
            fault,
        }
    }

    /// The stable code for machines.
    pub fn code(&self) -> &'static str {
        self.fault.code()
    }

    /// What the clerk should do now, in Chinese.
    pub fn next(&self) -> String {
        self.fault.next()
    }
}

impl fmt::Display for IntakeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self
            .path
            .file_name()
            .unwrap_or(self.path.as_os_str())
            .to_string_lossy();
        write!(f, "文件“{name}”{}", self.fault)
    }
}

impl std::error::Error for IntakeError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        std::error::Error::source(&self.fault)
    }
}

/// What is wrong with a file. It crosses from the reading process to the asking one, so it is
/// made of plain fields; `detail` is the parser's own (English) word for a log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Fault {
    /// There is no such file.
    #[error("不存在")]
    Missing,
    /// The path is a folder or a device.
    #[error("是一个文件夹，不是表格文件")]
    NotAFile,
    /// The operating system refuses to read it.
    #[error("打不开（{detail}）")]
    Unreadable {
        /// What the system says.
        detail: String,
    },
    /// No byte in it.
    #[error("是空文件，一个字节也没有")]
    Empty,
    /// It asks for a password.
    #[error("设有打开密码，无法读取")]
    Encrypted,
    /// It ends before its own directory or its own records do.
    #[error("不完整，后面缺了一截（可能没有传完或下载完）")]
    Truncated {
        /// What the parser said.
        detail: String,
    },
    /// It is a workbook, but its inside does not fit together.
    #[error("已损坏，内部结构读不通")]
    Damaged {
        /// What the parser said.
        detail: String,
    },
    /// It is something else.
    #[error("不是可以读取的表格：{found}")]
    NotAWorkbook {
        /// What it is instead.
        found: Foreign,
    },
    /// It asks for more than it may.
    #[error("太大：{limit}")]
    TooBig {
        /// The bound that was passed.
        limit: Bound,
    },
    /// The sheet asked for is not there.
    #[error("里没有名为“{wanted}”的工作表；有：{}", known.join("、"))]
    NoSuchSheet {
        /// The name that was asked for.
        wanted: String,
        /// The names there are.
        known: Vec<String>,
    },
    /// The reading process ended without an answer.
    #[error("读到一半，读表程序意外中止")]
    ReaderDied {
        /// How it ended.
        detail: String,
    },
    /// The reading process could not be started, or did not speak as agreed.
    #[error("没有读成：读表程序不能正常工作")]
    ReaderBroken {
        /// What went wrong.
        detail: String,
    },
}

impl Fault {
    /// The stable code for machines.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Missing => "file-missing",
            Self::NotAFile => "not-a-file",
            Self::Unreadable { .. } => "unreadable",
            Self::Empty => "empty-file",
            Self::Encrypted => "encrypted",
            Self::Truncated { .. } => "truncated",
            Self::Damaged { .. } => "damaged",
            Self::NotAWorkbook { .. } => "not-a-workbook",
            Self::TooBig { .. } => "too-big",
            Self::NoSuchSheet { .. } => "no-such-sheet",
            Self::ReaderDied { .. } => "reader-died",
            Self::ReaderBroken { .. } => "reader-broken",
        }
    }

    /// What the clerk should do now, in Chinese.
    pub fn next(&self) -> String {
        match self {
            Self::Missing => "核对文件名和所在文件夹。",
            Self::NotAFile => "选择文件夹里的那个表格文件。",
            Self::Unreadable { .. } => "关闭正在使用它的程序，确认有读取权限，再试一次。",
            Self::Empty => "请报送单位重新发送。",
            Self::Encrypted => "用 WPS 或 Excel 打开，取消打开密码，另存为 .xlsx 再导入。",
            Self::Truncated { .. } => "请报送单位重新发送；能打开的，另存为 .xlsx 再导入。",
            Self::Damaged { .. } => {
                "用 WPS 或 Excel 打开看看；能打开就另存为 .xlsx 再导入，打不开请报送单位重发。"
            }
            Self::NotAWorkbook { found } => return found.next().to_owned(),
            Self::TooBig { .. } => {
                "只留要公开的工作表和行，另存为新的 .xlsx 再导入；大名单按村分开。"
            }
            Self::NoSuchSheet { .. } => "照表里的名字写工作表名。",
            Self::ReaderDied { .. } => "用 WPS 或 Excel 打开，另存为新的 .xlsx 再导入。",
            Self::ReaderBroken { .. } => "再试一次；仍不行，检查安装是否完整。",
        }
        .to_owned()
    }
}

/// What a file turned out to be, when it is not a workbook that intake reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Foreign {
    /// A web page saved under a spreadsheet's name.
    Html,
    /// XML, among it the Excel 2003 XML table.
    Xml,
    /// OpenDocument table.
    Ods,
    /// Excel binary workbook.
    Xlsb,
    /// Excel 5/95 or older.
    OldXls,
    /// Word document, new or old form.
    Word,
    /// Presentation, new or old form.
    Slides,
    /// PDF.
    Pdf,
    /// OFD, the national layout format (GB/T 33190).
    Ofd,
    /// A picture.
    Picture,
    /// Rich text.
    RichText,
    /// A packed archive.
    Archive,
    /// A compound file (OLE2) without a workbook in it.
    Compound,
    /// Bytes that are neither a known format nor text.
    Unknown,
}

impl Foreign {
    /// What the clerk should do with it.
    pub const fn next(self) -> &'static str {
        match self {
            Self::Html | Self::Xml | Self::Ods | Self::Xlsb | Self::OldXls => {
                "用 WPS 或 Excel 打开，另存为 .xlsx 再导入。"
            }
            Self::Word | Self::RichText => "把其中的表格复制到新的工作簿，另存为 .xlsx 再导入。",
            Self::Slides | Self::Pdf | Self::Ofd | Self::Picture => {
                "请报送单位提供电子表格（.xlsx）；它可以作为附件保存。"
            }
            Self::Archive => "先解压，再选择其中的表格文件。",
            Self::Compound | Self::Unknown => {
                "确认选对了文件；能用 WPS 或 Excel 打开的，另存为 .xlsx 再导入。"
            }
        }
    }
}

impl fmt::Display for Foreign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Html => "它是网页（HTML）",
            Self::Xml => "它是 XML 文件",
            Self::Ods => "它是 OpenDocument 表格（.ods）",
            Self::Xlsb => "它是二进制工作簿（.xlsb）",
            Self::OldXls => "它是 Excel 95 或更早的 .xls",
            Self::Word => "它是文字文档（Word/WPS）",
            Self::Slides => "它是演示文稿",
            Self::Pdf => "它是 PDF",
            Self::Ofd => "它是 OFD 版式文件",
            Self::Picture => "它是图片",
            Self::RichText => "它是 RTF 文档",
            Self::Archive => "它是压缩包",
            Self::Compound => "它是 OLE 复合文档，里面没有工作簿",
            Self::Unknown => "看不出是什么格式",
        })
    }
}

/// A bound of [`crate::Limits`] (or of the format itself) that was passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Bound {
    /// Size of the file in bytes.
    File(u64),
    /// Unpacked size of a container in bytes.
    Unpacked(u64),
    /// Parts in a container.
    Parts(u64),
    /// Number of sheets.
    Sheets(u64),
    /// Number of cells.
    Cells(u64),
    /// Bytes of text.
    Text(u64),
    /// Merged areas, hidden rows or columns, comments.
    Marks(u64),
    /// A position beyond XFD1048576.
    Position,
    /// Memory of the reading process in bytes.
    Memory(u64),
    /// Time of the reading process in milliseconds.
    Time(u64),
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let megabytes = |bytes: &u64| bytes.div_ceil(1 << 20);
        match self {
            Self::File(n) => write!(f, "文件超过 {} MB", megabytes(n)),
            Self::Unpacked(n) => write!(f, "解压后超过 {} MB，像是压缩炸弹", megabytes(n)),
            Self::Parts(n) => write!(f, "压缩包内的部件超过 {n} 个"),
            Self::Sheets(n) => write!(f, "工作表超过 {n} 张"),
            Self::Cells(n) => write!(f, "单元格超过 {n} 个"),
            Self::Text(n) => write!(f, "文字超过 {} MB", megabytes(n)),
            Self::Marks(n) => write!(f, "合并区域、隐藏行列或批注超过 {n} 处"),
            Self::Position => f.write_str("单元格位置超出 XFD1048576"),
            Self::Memory(n) => write!(f, "读取它要用的内存超过 {} MB", megabytes(n)),
            Self::Time(n) => write!(f, "读取它超过 {} 秒", n.div_ceil(1000)),
        }
    }
}
