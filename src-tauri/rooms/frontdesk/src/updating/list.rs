//! What an update file says is in it: version, machine, form of the store, and every file with its
//! length and digest. It is read only after the signature over all of it has been found good.

use std::collections::BTreeSet;

use gongkai_letters::Sha256Digest;
use serde::{Deserialize, Serialize};

use super::version::Version;
use crate::Problem;

/// Name of the list inside the file.
pub(crate) const LIST: &str = "update.json";
/// Its longest form, bytes.
pub(crate) const LIST_BYTES: u64 = 1 << 20;
/// The form of the list that this program reads.
const FORM: u32 = 1;
/// No update has more files.
const FILES: usize = 2000;
/// No update is larger once it is unpacked.
const BYTES: u64 = 1 << 30;

/// The list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct List {
    /// Its form.
    pub(crate) form: u32,
    /// The version that the file brings.
    pub(crate) version: Version,
    /// The machine it is for, for instance `windows-x86_64`.
    pub(crate) system: String,
    /// The form of the store that this version makes.
    pub(crate) store: u32,
    /// The files.
    pub(crate) files: Vec<ListedFile>,
}

/// A file of an update.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ListedFile {
    /// Its path below the program's folder, with `/`.
    pub(crate) path: String,
    /// Its length.
    pub(crate) size: u64,
    /// Its digest.
    pub(crate) sha256: Sha256Digest,
}

impl List {
    /// Reads the list.
    ///
    /// # Errors
    /// `update-form` where this program does not understand it, or it asks for a file outside the
    /// folder of its version.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, Problem> {
        let list: Self = serde_json::from_slice(bytes).map_err(|_| unreadable("清单读不懂"))?;
        list.checked()
    }

    fn checked(self) -> Result<Self, Problem> {
        if self.form != FORM {
            return Err(unreadable("清单的格式比本程序新"));
        }
        let mut paths = BTreeSet::new();
        let mut bytes = 0_u64;
        for file in &self.files {
            if !is_inside(&file.path) {
                return Err(unreadable("清单里有放不得的文件名"));
            }
            // Windows knows one file by both spellings.
            if !paths.insert(file.path.to_lowercase()) {
                return Err(unreadable("清单里有两个同名的文件"));
            }
            bytes = bytes.saturating_add(file.size);
        }
        if self.files.len() > FILES || bytes > BYTES {
            return Err(unreadable("清单里的文件太多、太大"));
        }
        for needed in ["files.json", &program("gongkai"), &program("gongkai-desk")] {
            if !paths.contains(needed) && self.system == super::this_system() {
                return Err(unreadable("清单里没有程序本身"));
            }
        }
        Ok(self)
    }

    /// How much it weighs unpacked, bytes.
    pub(crate) fn bytes(&self) -> u64 {
        self.files.iter().map(|file| file.size).sum()
    }
}

/// A program's file name on this machine.
pub(crate) fn program(name: &str) -> String {
    format!("{name}{}", std::env::consts::EXE_SUFFIX)
}

/// Whether a path stays inside the folder it is laid into, on every system: plain names, no way up,
/// no drive, no name that Windows keeps for devices, nothing it would spell otherwise.
fn is_inside(path: &str) -> bool {
    path.len() <= 200 && path.split('/').all(is_plain_name)
}

fn is_plain_name(name: &str) -> bool {
    const DEVICES: &[&str] = &["con", "prn", "aux", "nul"];
    let stem = name.split('.').next().unwrap_or_default().to_lowercase();
    let port = ["com", "lpt"].iter().any(|port| {
        stem.strip_prefix(port)
            .is_some_and(|rest| rest.chars().count() == 1)
    });
    !name.is_empty()
        && !name.ends_with(['.', ' '])
        && !name.starts_with(' ')
        && !name
            .chars()
            .any(|c| c.is_control() || r#"\:*?"<>|"#.contains(c))
        && !DEVICES.contains(&stem.as_str())
        && !port
}

fn unreadable(text: &str) -> Problem {
    let next = "请软件提供者重新给一份更新文件；现在的程序没有动";
    Problem::unreadable("update-form", format!("更新文件不能用：{text}"), next)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(paths: &[&str]) -> Result<List, Problem> {
        let own = [
            "files.json".to_owned(),
            program("gongkai"),
            program("gongkai-desk"),
        ];
        let files = paths.iter().map(|path| (*path).to_owned()).chain(own);
        let files = files.map(|path| ListedFile {
            path,
            size: 1,
            sha256: Sha256Digest::of(b"1"),
        });
        List {
            form: 1,
            version: "0.2.0".parse().unwrap(),
            system: super::super::this_system(),
            store: 5,
            files: files.collect(),
        }
        .checked()
    }

    #[test]
    fn no_file_leaves_the_folder_of_its_version() {
        list(&[
            "fonts/仿宋.otf",
            "forms/县网站/a.json",
            "便携版.txt",
            ".keep",
        ])
        .unwrap();
        for bad in [
            "",
            "/etc/passwd",
            "../gongkai",
            "fonts/../../gongkai",
            "./a",
            "a//b",
            "a/",
            "C:\\a",
            "C:a",
            "a\\..\\..\\b",
            "a:stream",
            "nul",
            "fonts/CON.txt",
            "com1",
            "LPT¹",
            "a.",
            "a ",
            "a\u{0}",
            "a\n",
        ] {
            let problem = list(&[bad]).unwrap_err();
            assert_eq!(problem.code, "update-form", "{bad:?}");
        }
        list(&["a", "A"]).unwrap_err();
    }

    #[test]
    fn a_list_of_another_form_or_without_the_program_is_refused() {
        let good = list(&[]).unwrap();
        let refused = |change: &dyn Fn(&mut List)| {
            let mut list = good.clone();
            change(&mut list);
            list.checked().unwrap_err().code
        };
        assert_eq!(refused(&|list| list.form = 2), "update-form");
        assert_eq!(refused(&|list| list.files.truncate(2)), "update-form");
        assert_eq!(
            refused(&|list| list.files[0].size = u64::MAX),
            "update-form"
        );
        let bytes = serde_json::to_vec(&good).unwrap();
        assert_eq!(List::read(&bytes).unwrap(), good);
        assert!(List::read(&bytes[..bytes.len() - 1]).is_err());
    }
}
