//! What hinders the operating system from reading a file, in the clerk's words; it never repeats
//! the system's own English sentence.

use std::fmt;
use std::io::{Error, ErrorKind};

use serde::{Deserialize, Serialize};

/// Why the operating system does not read a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Trouble {
    /// The user may not read it.
    NotAllowed,
    /// Another program holds it.
    InUse,
    /// The name is one that the system does not take.
    BadName,
    /// It lies on another machine that does not answer.
    Network,
    /// The system has no memory left.
    Memory,
    /// The disk or its driver failed, or anything else.
    Disk,
}

impl Trouble {
    /// What an error of the system means.
    pub fn of(error: &Error) -> Self {
        if is_held(error) {
            return Self::InUse;
        }
        match error.kind() {
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::NotAllowed,
            ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy | ErrorKind::WouldBlock => {
                Self::InUse
            }
            ErrorKind::InvalidInput | ErrorKind::InvalidFilename => Self::BadName,
            ErrorKind::TimedOut
            | ErrorKind::ConnectionRefused
            | ErrorKind::ConnectionReset
            | ErrorKind::ConnectionAborted
            | ErrorKind::NotConnected
            | ErrorKind::HostUnreachable
            | ErrorKind::NetworkUnreachable
            | ErrorKind::NetworkDown
            | ErrorKind::StaleNetworkFileHandle => Self::Network,
            ErrorKind::OutOfMemory => Self::Memory,
            // The system's kinds are not ours and grow with the toolchain.
            _ => Self::Disk,
        }
    }

    /// What the clerk should do now.
    pub const fn next(self) -> &'static str {
        match self {
            Self::NotAllowed => "请把文件复制到自己的文件夹，或请管理员给予读取权限。",
            Self::InUse => "关闭正在使用它的程序（如 WPS、Excel），再试一次。",
            Self::BadName => "给文件换一个简短的名字，再试一次。",
            Self::Network => "检查网络；先把文件复制到本机，再试一次。",
            Self::Memory => "关闭一些程序，再试一次。",
            Self::Disk => "再试一次；仍不行，把文件复制到别的磁盘再试。",
        }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotAllowed => "没有读取它的权限",
            Self::InUse => "它正被别的程序使用",
            Self::BadName => "文件名不合系统的规矩",
            Self::Network => "网络位置连不上",
            Self::Memory => "电脑的内存不够",
            Self::Disk => "磁盘读写出错",
        })
    }
}

/// `ERROR_SHARING_VIOLATION` and `ERROR_LOCK_VIOLATION`, for which the library has no kind.
fn is_held(error: &Error) -> bool {
    cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_speaks_chinese() {
        for (kind, trouble) in [
            (ErrorKind::PermissionDenied, Trouble::NotAllowed),
            (ErrorKind::ResourceBusy, Trouble::InUse),
            (ErrorKind::InvalidInput, Trouble::BadName),
            (ErrorKind::TimedOut, Trouble::Network),
            (ErrorKind::OutOfMemory, Trouble::Memory),
            (ErrorKind::Other, Trouble::Disk),
        ] {
            let found = Trouble::of(&Error::from(kind));
            assert_eq!(found, trouble);
            let words = format!("{found}{}", found.next());
            assert!(!words.contains("error") && !words.contains("denied"));
        }
    }
}
