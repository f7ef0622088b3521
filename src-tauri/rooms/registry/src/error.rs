//! Why the registry said no: one enum with fields, a Chinese sentence for the clerk, a code for
//! machines and a next step for both. It never carries a value from a private column.

use std::io;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use gongkai_rulebook::ids::DisclosureId;
use rusqlite::ErrorCode;

use crate::writer_lock::WriterNote;

/// Everything that can go wrong in this room.
#[derive(Debug, thiserror::Error)]
pub enum RegistryError {
    /// The folder has neither an office card nor a store.
    #[error("{} 里没有登记库", path.display())]
    OfficeMissing {
        /// The folder that was asked.
        path: PathBuf,
    },
    /// An office was to be founded where one stands already.
    #[error("{} 里已经有一个登记库，没有改动它", path.display())]
    OfficeExists {
        /// The office's folder.
        path: PathBuf,
    },
    /// The store is there, its card is not: nobody can say which office it belongs to.
    #[error("{} 里有登记库，但缺少 office.json", path.display())]
    CardMissing {
        /// The office's folder.
        path: PathBuf,
    },
    /// The card cannot be read as what it should be.
    #[error("{} 读不懂：文件已损坏或被改动", path.display())]
    CardDamaged {
        /// The card.
        path: PathBuf,
        /// What the parser found.
        source: serde_json::Error,
    },
    /// The card was written by a newer program.
    #[error("{} 是更新版本的程序写的（格式 {found}，本程序认识到 {known}）", path.display())]
    CardNewer {
        /// The card.
        path: PathBuf,
        /// The format it states.
        found: u32,
        /// The newest format this program knows.
        known: u32,
    },
    /// The card names a cipher this program has never heard of.
    #[error("{} 写明的加密方式“{cipher}”本程序不认识", path.display())]
    CipherUnknown {
        /// The card.
        path: PathBuf,
        /// What it states.
        cipher: String,
    },
    /// The office is encrypted and this build has no cipher.
    #[error("{} 是加密的登记库，这个版本的程序打不开加密的登记库", path.display())]
    CipherUnsupported {
        /// The store.
        path: PathBuf,
    },
    /// Another program holds the office's writing lock.
    #[error("另一个窗口正在写这个登记库{}，这里暂时只能查看", writer.as_ref().map(|w| format!("（{w}）")).unwrap_or_default())]
    OfficeBusy {
        /// The office's folder.
        path: PathBuf,
        /// Who writes, where that can be read.
        writer: Option<WriterNote>,
    },
    /// SQLite waited for its own lock longer than the office waits.
    #[error("登记库正忙，等了几秒仍没有轮到")]
    StoreLocked {
        /// The store, where known.
        path: Option<PathBuf>,
        /// What SQLite said.
        source: rusqlite::Error,
    },
    /// Nothing of that kind goes by what was given.
    #[error("没有找到{what}“{given}”")]
    NotFound {
        /// What was looked for (Chinese).
        what: &'static str,
        /// What was given.
        given: String,
    },
    /// Several items begin with what was given.
    #[error("“{given}”对应 {matches} 件以上，分不清是哪一件")]
    Ambiguous {
        /// What was given.
        given: String,
        /// How many were found before the search stopped.
        matches: usize,
    },
    /// No legal path leads to what is stored about an item.
    #[error("登记库里这一件（{disclosure}）的记录前后矛盾：{source}")]
    Inconsistent {
        /// The item.
        disclosure: DisclosureId,
        /// The rule it breaks.
        source: gongkai_rulebook::Refusal,
    },
    /// A closed year takes no further line.
    #[error("{year} 年的登记簿已于 {closed_on} 封存")]
    YearClosed {
        /// The year of the book.
        year: i32,
        /// The day it was closed.
        closed_on: NaiveDate,
    },
    /// The store file is not there although the card is.
    #[error("缺少登记库文件 {}", path.display())]
    StoreGone {
        /// Where the store should be.
        path: PathBuf,
    },
    /// The store is not a database, is cut short or contradicts itself.
    #[error("登记库文件{}已损坏，没有改动它", shown(path))]
    StoreDamaged {
        /// The store, where known.
        path: Option<PathBuf>,
        /// What SQLite said, if it was SQLite that noticed.
        source: Option<rusqlite::Error>,
    },
    /// A database of another program, or of another office.
    #[error("{} 不是这个办公室的登记库：{why}", path.display())]
    StoreForeign {
        /// The store.
        path: PathBuf,
        /// What gave it away (Chinese).
        why: &'static str,
    },
    /// The store was written by a newer program.
    #[error("{} 是更新版本的程序写的（第 {found} 版，本程序认识到第 {known} 版），没有改动它", path.display())]
    StoreNewer {
        /// The store.
        path: PathBuf,
        /// The migration it has reached.
        found: u32,
        /// The newest migration this program knows.
        known: u32,
    },
    /// The store must first be upgraded, which only a writer may do.
    #[error("{} 是旧版本的登记库（第 {found} 版），只读方式不能升级它", path.display())]
    StoreOlder {
        /// The store.
        path: PathBuf,
        /// The migration it has reached.
        found: u32,
        /// The newest migration this program knows.
        known: u32,
    },
    /// A change was asked of a store opened for reading.
    #[error("登记库是以只读方式打开的，不能写入")]
    ReadOnly,
    /// The disk has no room left; nothing was changed.
    #[error("磁盘已满，没有写入任何内容（{}）", path.as_deref().unwrap_or(Path::new("登记库")).display())]
    DiskFull {
        /// What was being written, where known.
        path: Option<PathBuf>,
        /// What the system or SQLite said.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// A copy was made and read back, and is not sound; it was thrown away.
    #[error("备份写好后核对不符，已经丢弃：{}（{problem}）", path.display())]
    CopyUnsound {
        /// The copy.
        path: PathBuf,
        /// What the check found.
        problem: String,
    },
    /// A file that the store knows is not in the file store.
    #[error("登记过的文件不在 files 文件夹里（{fingerprint}）")]
    FileGone {
        /// SHA-256 of the file.
        fingerprint: crate::Fingerprint,
    },
    /// The file system said no.
    #[error("{} 读写失败：{source}", path.display())]
    Io {
        /// What was being read or written.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// SQLite could not reach the store's file or the folder it stands in.
    #[error("登记库文件{}读写失败：{source}", shown(path))]
    StoreUnreachable {
        /// The store, where known.
        path: Option<PathBuf>,
        /// What SQLite said.
        source: rusqlite::Error,
    },
    /// SQLite refused for a reason that no clerk can mend.
    #[error("登记库拒绝了这一步：{source}")]
    Sqlite {
        /// The store, where known.
        path: Option<PathBuf>,
        /// What SQLite said.
        source: rusqlite::Error,
    },
}

impl RegistryError {
    /// The stable code for machines.
    pub fn code(&self) -> &'static str {
        match self {
            Self::OfficeMissing { .. } => "office-missing",
            Self::OfficeExists { .. } => "office-exists",
            Self::OfficeBusy { .. } | Self::StoreLocked { .. } => "office-busy",
            Self::CardMissing { .. }
            | Self::CardDamaged { .. }
            | Self::StoreGone { .. }
            | Self::StoreDamaged { .. } => "store-damaged",
            Self::StoreForeign { .. } => "store-foreign",
            Self::CardNewer { .. } | Self::StoreNewer { .. } => "store-newer",
            Self::StoreOlder { .. } => "store-older",
            Self::CipherUnknown { .. } | Self::CipherUnsupported { .. } => "cipher-unsupported",
            Self::NotFound { .. } => "not-found",
            Self::Ambiguous { .. } => "ambiguous",
            Self::Inconsistent { .. } => "store-inconsistent",
            Self::YearClosed { .. } => "year-closed",
            Self::ReadOnly => "read-only",
            Self::DiskFull { .. } => "disk-full",
            Self::CopyUnsound { .. } => "copy-unsound",
            Self::FileGone { .. } => "file-missing",
            Self::Io { .. } | Self::StoreUnreachable { .. } => "io",
            Self::Sqlite { .. } => "store-refused",
        }
    }

    /// What the clerk can do next (Chinese).
    pub fn next(&self) -> &'static str {
        match self {
            Self::OfficeMissing { .. } => {
                "登记库在 U 盘上的，插好再打开；搬了地方的，选它现在的文件夹；第一次使用才新建"
            }
            Self::OfficeExists { .. } => "直接打开它，或者换一个空文件夹新建",
            Self::OfficeBusy { .. } => "关掉另一个窗口，或者等它写完再试；查看不受影响",
            Self::StoreLocked { .. } => "稍等片刻再试",
            Self::CardMissing { .. } | Self::CardDamaged { .. } => {
                "从备份里取回 office.json；不要自己新建"
            }
            Self::StoreGone { .. } | Self::StoreDamaged { .. } => {
                "不要删除任何文件；从 backups 文件夹里最近一份完好的备份恢复"
            }
            Self::StoreForeign { .. } => "核对文件夹，换成本办公室自己的登记库",
            Self::CardNewer { .. }
            | Self::StoreNewer { .. }
            | Self::CipherUnknown { .. }
            | Self::CipherUnsupported { .. } => "请先升级本程序再打开",
            Self::StoreOlder { .. } => "用可以写入的方式打开一次，程序会先备份再升级",
            Self::NotFound { .. } => "核对后再试；可以先查找或列出来看",
            Self::Ambiguous { .. } => "把编号多写几位",
            Self::Inconsistent { .. } => "不要改动登记库；先核对登记库，再从备份恢复",
            Self::YearClosed { .. } => "迟到的事项登记到还没有封存的年度，并注明补录",
            Self::ReadOnly => "用可以写入的方式重新打开",
            Self::DiskFull { .. } => "腾出磁盘空间后再做一遍",
            Self::CopyUnsound { .. } => "换一个磁盘再备份；如仍不行，请检查登记库",
            Self::FileGone { .. } => "从备份里取回这个文件",
            Self::Io { .. } | Self::StoreUnreachable { .. } => "检查磁盘、U 盘和文件夹权限后再试",
            Self::Sqlite { .. } => "没有写入任何内容；请检查登记库，并把这句话告诉维护人员",
        }
    }

    /// Whether doing the same again may succeed without anybody's help.
    pub fn retry(&self) -> bool {
        matches!(self, Self::OfficeBusy { .. } | Self::StoreLocked { .. })
    }

    /// The same error, with the store's path where SQLite could not know it.
    pub(crate) fn at(mut self, store: &Path) -> Self {
        if let Self::StoreLocked { path, .. }
        | Self::StoreDamaged { path, .. }
        | Self::DiskFull { path, .. }
        | Self::StoreUnreachable { path, .. }
        | Self::Sqlite { path, .. } = &mut self
        {
            path.get_or_insert_with(|| store.to_owned());
        }
        self
    }

    /// What an error of the file system at `path` means to the office.
    pub(crate) fn io(path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull {
                path: Some(path),
                source: source.into(),
            },
            _ => Self::Io { path, source },
        }
    }
}

impl From<rusqlite::Error> for RegistryError {
    fn from(source: rusqlite::Error) -> Self {
        // The index beside the write-ahead log could not grow: the disk is full, though SQLite
        // reports it as an input/output error.
        let no_room = source
            .sqlite_error()
            .is_some_and(|error| error.extended_code == rusqlite::ffi::SQLITE_IOERR_SHMSIZE);
        if no_room {
            return Self::DiskFull {
                path: None,
                source: source.into(),
            };
        }
        match source.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::DiskFull {
                path: None,
                source: source.into(),
            },
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                Self::StoreLocked { path: None, source }
            }
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::StoreDamaged {
                path: None,
                source: Some(source),
            },
            Some(
                ErrorCode::SystemIoFailure
                | ErrorCode::CannotOpen
                | ErrorCode::PermissionDenied
                | ErrorCode::ReadOnly,
            ) => Self::StoreUnreachable { path: None, source },
            _ => Self::Sqlite { path: None, source },
        }
    }
}

fn shown(path: &Option<PathBuf>) -> String {
    path.as_ref()
        .map(|path| format!(" {} ", path.display()))
        .unwrap_or_default()
}
