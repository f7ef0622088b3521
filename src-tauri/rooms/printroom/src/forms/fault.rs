//! What is wrong with a form, in the words of whoever changed it; it refuses to say “syntax error”.

use std::fmt;
use std::path::PathBuf;

use super::vocabulary::{FieldKind, Vocabulary};

/// A form that cannot be used. Nothing was printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormFault {
    /// The file.
    pub path: PathBuf,
    /// The line, from 1; none where the whole file is meant.
    pub line: Option<usize>,
    /// What is wrong.
    pub trouble: FormTrouble,
    /// Whether the office wrote it itself: it may then go back to the form that ships.
    pub own: bool,
}

/// What is wrong in a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormTrouble {
    /// The file is not there or cannot be read.
    Unreadable(String),
    /// A step that no chain has.
    UnknownStep(String, &'static [&'static str]),
    /// The file is not UTF-8.
    NotUtf8,
    /// A line without the word that says what it is.
    Nameless(String),
    /// The word in front of the colon is none that forms have.
    UnknownWord(String),
    /// What stands in brackets behind the word is not known there.
    UnknownManner(String, &'static [&'static str]),
    /// A field that this paper does not have.
    UnknownField(String, Option<String>),
    /// A field in a place where its kind cannot stand.
    Misplaced(String, FieldKind),
    /// 【 without 】.
    OpenField,
    /// 如有, 每项 or 表 without 完.
    Unclosed(&'static str),
    /// 完 or 否则 without what it ends.
    Stray(&'static str),
    /// A line that belongs into a table stands outside, or the other way round.
    OutOfTable(&'static str),
    /// A table without columns.
    NoColumns,
    /// The line does not have the parts that its word wants.
    Parts(&'static str, &'static str),
    /// A field that the paper must bear is nowhere in the form.
    Missing(&'static str),
    /// There is nothing in it.
    Empty,
}

impl FormTrouble {
    /// An unknown field, with the one that was probably meant.
    pub(super) fn unknown<'a>(name: &str, names: impl Iterator<Item = &'a str>) -> Self {
        let meant = Vocabulary::nearest(name, names).map(str::to_owned);
        Self::UnknownField(name.to_owned(), meant)
    }
}

impl fmt::Display for FormTrouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(why) => write!(f, "读不到这个文件（{why}）"),
            Self::NotUtf8 => f.write_str("不是 UTF-8 文字；用记事本打开，另存为时把编码选成 UTF-8"),
            Self::Nameless(line) => write!(
                f,
                "“{line}”没有写明是什么：每行开头要写“正文：”“栏：”“行：”等"
            ),
            Self::UnknownWord(word) => write!(f, "不认识“{word}：”，样式里没有这种写法"),
            Self::UnknownManner(word, []) => {
                write!(f, "不认识“（{word}）”，这种行后面不写括号")
            }
            Self::UnknownManner(word, known) => {
                write!(f, "不认识“（{word}）”，这里可以写：{}", known.join("、"))
            }
            Self::UnknownField(name, Some(meant)) => {
                write!(f, "这张纸没有【{name}】，是不是【{meant}】")
            }
            Self::UnknownField(name, None) => write!(f, "这张纸没有【{name}】"),
            Self::Misplaced(name, kind) => {
                write!(f, "【{name}】不能放在这里，要{}", kind.written())
            }
            Self::UnknownStep(step, known) => write!(
                f,
                "审批流程里没有“{step}”这一步，可以写：{}",
                known.join("、")
            ),
            Self::OpenField => f.write_str("有“【”没有“】”"),
            Self::Unclosed(word) => write!(f, "这里的“{word}”没有用“完”收住"),
            Self::Stray(word) => write!(f, "“{word}”前面没有“如有”“每项”或“表”"),
            Self::OutOfTable(word) => write!(f, "“{word}”不能写在这里"),
            Self::NoColumns => f.write_str("这张表一列也没有，在“表”和“完”之间写“列：”"),
            Self::Parts(word, wanted) => write!(f, "“{word}”要写成：{wanted}"),
            Self::Missing(line) if line.ends_with('：') => {
                write!(f, "样式里没有“{line}”这一行，这张纸上不能没有它")
            }
            Self::Missing(name) => write!(f, "样式里没有【{name}】，这张纸上不能没有它"),
            Self::Empty => f.write_str("样式是空的"),
        }
    }
}

impl fmt::Display for FormFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.path.file_name().unwrap_or_default().to_string_lossy();
        match self.line {
            Some(line) => write!(f, "样式文件“{name}”第 {line} 行：{}", self.trouble),
            None => write!(f, "样式文件“{name}”：{}", self.trouble),
        }
    }
}
