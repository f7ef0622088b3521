//! What can go wrong on the way. Whether to try again is a property of the error.

use std::io;
use std::time::Duration;

use gongkai_letters::Standing;

/// What to do after an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Retry {
    /// Trying again would end the same way.
    Never,
    /// Later, whenever the desk next has time.
    Later,
    /// Not before so long.
    After(Duration),
    /// A person has to look.
    AskAPerson,
}

/// Why a carrier did not carry. The sentences name no address and no key.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// No way there now: no network, no answer, cut on the way.
    #[error("连不上县平台")]
    Unreachable {
        /// What the network says.
        why: String,
    },
    /// What answers cannot prove with its certificate that it is the other side.
    #[error("对方的证书不可信，可能不是县平台")]
    Untrusted {
        /// What TLS says.
        why: String,
    },
    /// The folder or stick is not there.
    #[error("找不到交换文件夹")]
    NoFolder,
    /// The other side has too much to do.
    #[error("县平台正忙")]
    Busy {
        /// How long it asks to wait.
        after: Option<Duration>,
    },
    /// The other side is broken.
    #[error("县平台出错（{status}）")]
    Fault {
        /// The HTTP status.
        status: u16,
    },
    /// The key is not accepted.
    #[error("县平台不认这把钥匙")]
    Key,
    /// The package is larger than the other side takes.
    #[error("报送包超过县平台的上限")]
    TooBig,
    /// Its number or predecessor does not fit the other side's chain.
    #[error("编号与县平台的记录接不上")]
    Chain {
        /// Where the other side stands, if it says.
        standing: Option<Standing>,
    },
    /// The same place holds another package.
    #[error("这个编号已经交过内容不同的报送包")]
    Different,
    /// The package is refused for what it is.
    #[error("县平台不收：{text}")]
    Refused {
        /// Stable code.
        code: String,
        /// The field at fault.
        field: Option<String>,
        /// The county's words.
        text: String,
    },
    /// The answer is not one of the protocol's.
    #[error("对方的答复看不懂，可能不是县平台")]
    Answer,
    /// Reading or writing the folder failed.
    #[error("读写交换文件夹失败")]
    Disk(#[from] io::Error),
}

impl MailError {
    /// What to do after it.
    pub fn retry(&self) -> Retry {
        match self {
            Self::Unreachable { .. } | Self::NoFolder | Self::Fault { .. } => Retry::Later,
            Self::Busy { after } => after.map_or(Retry::Later, Retry::After),
            Self::TooBig => Retry::Never,
            Self::Untrusted { .. }
            | Self::Key
            | Self::Chain { .. }
            | Self::Different
            | Self::Refused { .. }
            | Self::Answer => Retry::AskAPerson,
            Self::Disk(error) => match error.kind() {
                io::ErrorKind::StorageFull
                | io::ErrorKind::ReadOnlyFilesystem
                | io::ErrorKind::PermissionDenied => Retry::AskAPerson,
                _ => Retry::Later,
            },
        }
    }

    /// The stable code for machines.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unreachable { .. } => "unreachable",
            Self::Untrusted { .. } => "county-certificate",
            Self::NoFolder => "no-folder",
            Self::Busy { .. } => "busy",
            Self::Fault { .. } => "county-fault",
            Self::Key => "county-key",
            Self::TooBig => "too-big",
            Self::Chain { .. } => "chain",
            Self::Different => "different",
            Self::Refused { .. } => "refused",
            Self::Answer => "not-a-county",
            Self::Disk(_) => "exchange-folder",
        }
    }
}
