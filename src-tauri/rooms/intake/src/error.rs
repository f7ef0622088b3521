//! Why a file could not be read, each with its sentence and its next step; no private value of
//! the file ever enters a sentence.

use std::fmt;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

pub use foreign::Foreign;
pub use trouble::Trouble;

mod foreign;
mod trouble;

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
    /// The path is a folder.
    #[error("是一个文件夹，不是表格文件")]
    NotAFile,
    /// The path is a pipe, a device or a socket.
    #[error("不是普通文件，而是管道或设备")]
    NotRegular,
    /// The operating system refuses to read it.
    #[error("打不开：{trouble}")]
    Unreadable {
        /// What hinders it.
        trouble: Trouble,
        /// What the system says.
        detail: String,
    },
    /// No byte in it.
    #[error("是空文件，一个字节也没有")]
    Empty,
    /// It asks for a password.
    #[error("有密码，读不了")]
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
    /// Pictures were asked for, and it is none that can be read.
    #[error("不是可以读取的图片或 PDF")]
    NotAPicture,
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
    /// Somebody stopped the reading.
    #[error("没有读完：已按要求停下")]
    Stopped,
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
            Self::NotAFile | Self::NotRegular => "not-a-file",
            Self::Unreadable { .. } => "unreadable",
            Self::Empty => "empty-file",
            Self::Encrypted => "encrypted",
            Self::Truncated { .. } => "truncated",
            Self::Damaged { .. } => "damaged",
            Self::NotAWorkbook { .. } => "not-a-workbook",
            Self::NotAPicture => "not-a-picture",
            Self::TooBig { .. } => "too-big",
            Self::NoSuchSheet { .. } => "no-such-sheet",
            Self::Stopped => "stopped",
            Self::ReaderDied { .. } => "reader-died",
            Self::ReaderBroken { .. } => "reader-broken",
        }
    }

    /// What the system or the parser said, in its own words: for a log, never for a clerk.
    pub fn detail(&self) -> Option<&str> {
        match self {
            Self::Unreadable { detail, .. }
            | Self::Truncated { detail }
            | Self::Damaged { detail }
            | Self::ReaderDied { detail }
            | Self::ReaderBroken { detail } => Some(detail),
            Self::Missing
            | Self::NotAFile
            | Self::NotRegular
            | Self::Empty
            | Self::Encrypted
            | Self::NotAWorkbook { .. }
            | Self::NotAPicture
            | Self::TooBig { .. }
            | Self::NoSuchSheet { .. }
            | Self::Stopped => None,
        }
    }

    /// What the clerk should do now, in Chinese.
    pub fn next(&self) -> String {
        match self {
            Self::Missing => "核对文件名和所在文件夹。",
            Self::NotAFile => "选择文件夹里的那个表格文件。",
            Self::NotRegular => "选择磁盘上的表格文件。",
            Self::Unreadable { trouble, .. } => trouble.next(),
            Self::Empty => "请报送单位重新发送。",
            Self::Encrypted => {
                "请村里去掉密码再发；知道密码的，用 WPS 或 Excel 打开，去掉密码后另存为 .xlsx 再导入。"
            }
            Self::Truncated { .. } => "请报送单位重新发送；能打开的，另存为 .xlsx 再导入。",
            Self::Damaged { .. } => {
                "用 WPS 或 Excel 打开看看；能打开就另存为 .xlsx 再导入，打不开请报送单位重发。"
            }
            Self::NotAWorkbook { found } => return found.next().to_owned(),
            Self::NotAPicture => {
                "用 JPG、PNG、TIFF 图片或 PDF；苹果手机的 HEIC 照片先转成 JPG。"
            }
            Self::TooBig { .. } => {
                "只留要公开的工作表和行，另存为新的 .xlsx 再导入；大名单按村分开。"
            }
            Self::NoSuchSheet { .. } => "照表里的名字写工作表名。",
            Self::Stopped => "什么也没有写入；要导入时再选一次这个文件。",
            Self::ReaderDied { .. } => "用 WPS 或 Excel 打开，另存为新的 .xlsx 再导入。",
            Self::ReaderBroken { .. } => "再试一次；仍不行，检查安装是否完整。",
        }
        .to_owned()
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
    /// Points of a picture.
    Points(u64),
    /// Pages of a file of pictures.
    Pages(u64),
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
            Self::Points(n) => write!(f, "图片超过 {} 万像素", n / 10_000),
            Self::Pages(n) => write!(f, "一个文件里超过 {n} 页"),
            Self::Position => f.write_str("单元格位置超出 XFD1048576"),
            Self::Memory(n) => write!(f, "读取它要用的内存超过 {} MB", megabytes(n)),
            Self::Time(n) => write!(f, "读取它超过 {} 秒", n.div_ceil(1000)),
        }
    }
}
