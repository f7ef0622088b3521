//! What went wrong, as it leaves the desk: a code for the machine, a sentence for the clerk, a
//! next step for both.

use std::fmt;

use gongkai_intake::IntakeError;
use gongkai_letters::LetterError;
use gongkai_printroom::PrintError;
use gongkai_registry::RegistryError;
use gongkai_rulebook::Refusal;
use gongkai_rulebook::calendar::YearMissing;
use gongkai_rulebook::catalogue::CatalogueError;
use gongkai_rulebook::deadline::DeadlineError;
use serde::Serialize;

use crate::typed::masked;

/// How a program ends that met this problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// 1: refused by a rule of the office.
    Refused,
    /// 2: the command was used wrongly.
    Usage,
    /// 3: unreadable or missing file; damaged, foreign or newer store.
    Unreadable,
}

impl Exit {
    /// The exit status.
    pub const fn status(self) -> u8 {
        match self {
            Self::Refused => 1,
            Self::Usage => 2,
            Self::Unreadable => 3,
        }
    }
}

/// A problem.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(optional_fields = nullable))]
pub struct Problem {
    /// Stable code.
    pub code: String,
    /// What happened, Chinese.
    pub text: String,
    /// What to do next, Chinese.
    pub next: String,
    /// Where.
    #[serde(rename = "where", skip_serializing_if = "Place::is_nowhere")]
    #[cfg_attr(feature = "contract", ts(as = "Option<Place>"))]
    pub place: Box<Place>,
    /// How a program ends.
    #[serde(skip)]
    pub exit: Exit,
}

/// Where something went wrong.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(optional_fields = nullable))]
pub struct Place {
    /// Sheet of a workbook.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// Row as Excel shows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<u32>,
    /// Column as Excel shows it, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<u32>,
    /// Field of a form.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// File.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
}

impl Place {
    fn is_nowhere(&self) -> bool {
        *self == Self::default()
    }
}

impl Problem {
    /// Refused by a rule of the office.
    pub fn refused(code: &str, text: impl Into<String>, next: impl Into<String>) -> Self {
        Self::with(Exit::Refused, code, text, next)
    }

    /// The command was used wrongly.
    pub fn usage(code: &str, text: impl Into<String>, next: impl Into<String>) -> Self {
        Self::with(Exit::Usage, code, text, next)
    }

    /// A file that cannot be read or is not there.
    pub fn unreadable(code: &str, text: impl Into<String>, next: impl Into<String>) -> Self {
        Self::with(Exit::Unreadable, code, text, next)
    }

    /// The program itself has failed at one step; what is stored stays whole.
    pub fn program_fault() -> Self {
        Self::unreadable(
            "program-fault",
            "程序在这一步出了错，这一步没有写入；其他内容都在",
            "再试一次；如仍出错，先做别的事，并把“设置—关于”里的版本号告诉软件提供者",
        )
    }

    fn with(exit: Exit, code: &str, text: impl Into<String>, next: impl Into<String>) -> Self {
        // What was typed comes back in sentences; it may have been somebody's number.
        let (code, text, next) = (code.to_owned(), masked(&text.into()), next.into());
        Self {
            code,
            text,
            next,
            place: Box::default(),
            exit,
        }
    }

    /// The same, in a field of a form.
    pub fn in_field(mut self, field: impl Into<String>) -> Self {
        self.place.field = Some(field.into());
        self
    }

    /// The same, in a file.
    pub fn in_file(mut self, path: &std::path::Path) -> Self {
        self.place.path = Some(masked(&path.display().to_string()));
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.text)
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        Self::refused(refusal.code(), refusal.to_string(), refusal.next())
    }
}

impl From<RegistryError> for Problem {
    fn from(error: RegistryError) -> Self {
        let exit = match error.code() {
            "office-missing" | "store-damaged" | "store-foreign" | "store-newer"
            | "store-older" | "store-inconsistent" | "cipher-unsupported" | "file-missing"
            | "copy-unsound" | "io" | "disk-full" => Exit::Unreadable,
            _ => Exit::Refused,
        };
        Self::with(exit, error.code(), error.to_string(), error.next())
    }
}

impl From<IntakeError> for Problem {
    fn from(error: IntakeError) -> Self {
        let fault = &error.fault;
        let exit = match fault.code() {
            "no-such-sheet" => Exit::Refused,
            _ => Exit::Unreadable,
        };
        let problem = Self::with(exit, fault.code(), error.to_string(), fault.next());
        problem.in_file(&error.path)
    }
}

impl From<PrintError> for Problem {
    fn from(error: PrintError) -> Self {
        let next = "按上面的提示改好后再打印";
        match &error {
            PrintError::MissingCharacter { place, .. } => {
                let place = place.to_string();
                Self::refused("missing-character", error.to_string(), next).in_field(place)
            }
            PrintError::FontMissing { path, .. } | PrintError::FontUnreadable { path, .. } => {
                let path = path.clone();
                Self::unreadable("font-missing", error.to_string(), next).in_file(&path)
            }
            PrintError::RowTooTall { .. }
            | PrintError::TableTooWide { .. }
            | PrintError::UnevenRow { .. }
            | PrintError::TooLong { .. } => Self::refused("does-not-fit", error.to_string(), next),
            PrintError::Form(fault) => {
                let next = match fault.own {
                    true => {
                        "用记事本打开这个文件，照提示改好再印；或者把它移走，就按程序原来的样式印"
                    }
                    false => "重新安装本程序",
                };
                Self::unreadable("form-broken", error.to_string(), next).in_file(&fault.path)
            }
            PrintError::Nothing { .. } => {
                Self::refused("nothing-to-print", error.to_string(), next)
            }
            PrintError::Writing { .. } => Self::unreadable("print-failed", error.to_string(), next),
        }
    }
}

impl From<YearMissing> for Problem {
    fn from(missing: YearMissing) -> Self {
        let next = "国务院办公厅发布该年放假安排后，更新工作日历再算";
        Self::refused("calendar-year-missing", missing.to_string(), next)
    }
}

impl From<DeadlineError> for Problem {
    fn from(error: DeadlineError) -> Self {
        match error {
            DeadlineError::YearMissing(missing) => missing.into(),
            DeadlineError::EmptyPeriod | DeadlineError::OutOfRange { .. } => Self::refused(
                "deadline-unknown",
                error.to_string(),
                "核对日期和目录条目的期限",
            ),
        }
    }
}

impl From<CatalogueError> for Problem {
    fn from(error: CatalogueError) -> Self {
        let next = "用“目录”看看有哪些条目，或核对目录文件";
        Self::refused("catalogue", error.to_string(), next).in_field("目录条目")
    }
}

impl From<LetterError> for Problem {
    fn from(error: LetterError) -> Self {
        Self::refused("letter", error.to_string(), "核对本件内容后再发布")
    }
}

/// A file that the desk could not read or write.
pub(crate) fn file_problem(path: &std::path::Path, error: &std::io::Error) -> Problem {
    let code = if error.kind() == std::io::ErrorKind::NotFound {
        "file-missing"
    } else {
        "io"
    };
    let text = match error.kind() {
        std::io::ErrorKind::NotFound => format!("没有文件 {}", path.display()),
        std::io::ErrorKind::PermissionDenied => format!("没有权限读写 {}", path.display()),
        std::io::ErrorKind::StorageFull => format!("磁盘已满，{} 没有写成", path.display()),
        _ => format!("{} 读写失败", path.display()),
    };
    Problem::unreadable(code, text, "核对文件名、所在文件夹和权限后再试").in_file(path)
}

/// Opens a plain file. A folder, a pipe or a device is refused before it is opened: a pipe would
/// keep the desk waiting for ever.
pub(crate) fn open_plain(path: &std::path::Path) -> Result<std::fs::File, Problem> {
    let about = std::fs::metadata(path).map_err(|error| file_problem(path, &error))?;
    if !about.is_file() {
        let text = format!("{} 不是普通文件", path.display());
        let next = "选择文件夹里的那个文件";
        return Err(Problem::unreadable("not-a-file", text, next).in_file(path));
    }
    std::fs::File::open(path).map_err(|error| file_problem(path, &error))
}
