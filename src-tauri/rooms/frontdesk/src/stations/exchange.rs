//! A place on the network where closed drafts are laid for an office: a share, or a folder on a WebDAV
//! server such as an exchange front machine. What lies there is closed; nothing is ever removed from it.

use std::fs;
use std::path::{Path, PathBuf};

use gongkai_letters::{PackageName, TownshipCode};
use gongkai_mailroom::{Access, Carrier, Folder, LetterLine, MailError, Retry, WebDav, basic};
use gongkai_rulebook::ids::LetterId;
use serde::{Deserialize, Serialize};

use crate::Problem;
use crate::problem::file_problem;

/// The place, and what opens it.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Exchange {
    /// `https://…` of a folder on a WebDAV server, or a folder that both sides reach.
    pub(crate) address: String,
    /// `name:password` of the server.
    #[serde(default)]
    pub(crate) access: Option<String>,
    /// The server's own root certificate (PEM), where it has one.
    #[serde(default)]
    pub(crate) root: Option<String>,
}

/// A package that goes to an exchange place: the desk is not needed while it travels.
pub(crate) struct Placed {
    pub(crate) exchange: Exchange,
    pub(crate) name: PackageName,
    pub(crate) bytes: Vec<u8>,
}

impl Exchange {
    /// Whether it is a server rather than a folder.
    pub(crate) fn is_server(&self) -> bool {
        self.address.starts_with("http://") || self.address.starts_with("https://")
    }

    fn carrier(&self, township: TownshipCode) -> Result<Box<dyn Carrier>, Problem> {
        if !self.is_server() {
            return Ok(Box::new(Folder::of_drafts(&self.address, township)));
        }
        let access = Access {
            address: self.address.trim_end_matches('/').to_owned(),
            authorization: self.access.as_deref().map(basic),
            root: self.root.clone().map(String::into_bytes),
        };
        let inbox = WebDav::of_drafts(access, township);
        Ok(Box::new(inbox.map_err(|error| unreached(&error))?))
    }

    /// Whether the place answers.
    ///
    /// # Errors
    /// What is in the way, with what to do.
    pub(crate) fn tried(&self, township: TownshipCode) -> Result<(), Problem> {
        let lying = self.carrier(township)?.lying();
        lying.map(drop).map_err(|error| unreached(&error))
    }
}

impl Placed {
    /// Lays the package there; twice is once. Answers with where it lies.
    ///
    /// # Errors
    /// What is in the way; the package is kept, and the next try lays the same one.
    pub(crate) fn lay(self) -> Result<String, Problem> {
        let mut carrier = self.exchange.carrier(self.name.township.clone())?;
        let mut laid = || {
            let lies = carrier.lying()?.contains(&self.name);
            if !(lies && carrier.is_whole(&self.name, &self.bytes)?) {
                carrier.put(&self.name, &self.bytes)?;
            }
            Ok(())
        };
        laid().map_err(|error| unreached(&error))?;
        Ok(self.exchange.address)
    }
}

/// Brings the packages that are not `taken` into a folder of the office and clears out of it what was taken
/// since: the store keeps that, and so does the other side.
///
/// # Errors
/// What is in the way, a folder that cannot be written.
pub(crate) fn fetched(
    exchange: &Exchange,
    township: &TownshipCode,
    taken: &[LetterId],
    folder: &Path,
) -> Result<(), Problem> {
    fs::create_dir_all(folder).map_err(|error| file_problem(folder, &error))?;
    let mut carrier = exchange.carrier(township.clone())?;
    for line in carrier.list(0).map_err(|error| unreached(&error))? {
        let file = place(folder, township, &line);
        if taken.contains(&line.package) {
            cleared(&file)?;
        } else if !file.is_file() {
            let bytes = carrier.fetch(&line).map_err(|error| unreached(&error))?;
            kept(&file, &bytes)?;
        }
    }
    Ok(())
}

fn place(folder: &Path, township: &TownshipCode, line: &LetterLine) -> PathBuf {
    let name = PackageName {
        township: township.clone(),
        number: line.number,
        package: line.package,
    };
    folder.join(name.to_string())
}

fn cleared(file: &Path) -> Result<(), Problem> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(file_problem(file, &error))
        }
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Written beside and renamed: a package that was half fetched is none.
fn kept(file: &Path, bytes: &[u8]) -> Result<(), Problem> {
    let beside = file.with_extension("part");
    let write = || fs::write(&beside, bytes).and_then(|()| fs::rename(&beside, file));
    write().map_err(|error| file_problem(file, &error))
}

/// What is in the way of drafts; the mail's own sentences speak of the county.
fn unreached(error: &MailError) -> Problem {
    let text = match error {
        MailError::Unreachable { .. } => "连不上交换服务器".to_owned(),
        MailError::Untrusted { .. } => "交换服务器的证书不可信".to_owned(),
        MailError::NoFolder => "找不到交换文件夹".to_owned(),
        MailError::Busy { .. } => "交换服务器正忙".to_owned(),
        MailError::Fault { status } => format!("交换服务器出错（{status}）"),
        MailError::Key => "交换服务器不认这个用户名和密码".to_owned(),
        MailError::TooBig => "来稿超过交换服务器的上限".to_owned(),
        MailError::Different => "交换服务器上同名的来稿内容不同".to_owned(),
        MailError::Disk(_) => "读写交换文件夹失败".to_owned(),
        MailError::Chain { .. } | MailError::Refused { .. } | MailError::Answer => {
            "对方的答复看不懂，可能不是交换服务器".to_owned()
        }
    };
    let next = match error.retry() {
        Retry::Later | Retry::After(_) => "过一会儿再试，不会重复；急的，存到U盘送去",
        Retry::Never | Retry::AskAPerson => "核对“交换处”的设置；急的，存到U盘送去",
    };
    Problem::refused(error.code(), text, next)
}
