//! What can stop a print; it refuses to be vague: every error names the place on the paper.

use std::fmt;
use std::path::PathBuf;

use crate::fonts::FontRole;
use crate::forms::FormFault;

/// Where on a paper a text stands, so that the clerk finds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The title.
    Title,
    /// A paragraph of the body, counted from 1.
    Paragraph(usize),
    /// A cell of a list: row counted from 1 without the header, and the column's title.
    Cell {
        /// Row of the list, counted from 1.
        row: usize,
        /// Title of the column.
        column: String,
    },
    /// The title of a column.
    ColumnTitle(String),
    /// A named field of the paper.
    Field(String),
}

impl Place {
    /// A named field of the paper.
    pub fn field(name: impl Into<String>) -> Self {
        Self::Field(name.into())
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Title => f.write_str("标题"),
            Self::Paragraph(number) => write!(f, "正文第 {number} 段"),
            Self::Cell { row, column } => write!(f, "表中第 {row} 行“{column}”"),
            Self::ColumnTitle(title) => write!(f, "表头“{title}”"),
            Self::Field(name) => write!(f, "“{name}”"),
        }
    }
}

/// What stopped a print. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum PrintError {
    /// No font of any role's chain has this character.
    #[error("{place}里的“{character}”（U+{:04X}）没有字体可印：请核对此字，或把含有此字的字体放进字体文件夹", u32::from(*character))]
    MissingCharacter {
        /// The character.
        character: char,
        /// Where it stands.
        place: Place,
    },
    /// A font that the program brings along is not in its folder.
    #[error("缺少{role}字体：{}。请重新安装程序，或把该文件放回字体文件夹", path.display())]
    FontMissing {
        /// What the font is for.
        role: FontRole,
        /// Where it was looked for.
        path: PathBuf,
    },
    /// A font file cannot be used.
    #[error("字体文件 {} 不能使用（{reason}）。请换一个文件", path.display())]
    FontUnreadable {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// A row of a list leaves no room for a line of it on any page.
    #[error("表中第 {row} 行的内容一页排不下，请缩短后再印")]
    RowTooTall {
        /// Row of the list, counted from 1.
        row: usize,
    },
    /// A list has more columns than fit on the paper in the smallest type.
    #[error("表格有 {columns} 列，纸上排不下，请隐去几列")]
    TableTooWide {
        /// Number of columns.
        columns: usize,
    },
    /// A row has not as many cells as the list has columns.
    #[error("表中第 {row} 行有 {cells} 格，而表头有 {columns} 列")]
    UnevenRow {
        /// Row of the list, counted from 1.
        row: usize,
        /// Its cells.
        cells: usize,
        /// Columns of the list.
        columns: usize,
    },
    /// A text is longer than its place on the paper.
    #[error("{place}太长，纸上排不下（最多 {lines} 行）")]
    TooLong {
        /// Where it stands.
        place: Place,
        /// How many lines fit.
        lines: usize,
    },
    /// The form of a paper is broken: not half a paper is printed from it.
    #[error("{0}")]
    Form(Box<FormFault>),
    /// There is nothing to print.
    #[error("没有可印的内容：{what}")]
    Nothing {
        /// What is empty.
        what: &'static str,
    },
    /// The finished pages could not be put into a file.
    #[error("生成文件时出错，请重试；若仍出错，请换一台电脑打印")]
    Writing {
        /// What went wrong.
        #[source]
        source: std::io::Error,
    },
}

impl From<Box<FormFault>> for PrintError {
    fn from(fault: Box<FormFault>) -> Self {
        Self::Form(fault)
    }
}
