//! The portable copy: a folder on a stick in which the program keeps everything beside itself; it
//! leaves nothing behind on the PC it is plugged into.

use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::Problem;

/// A file of this name beside the program makes it a portable copy. The package lays it there.
const MARK: &str = "便携版.txt";
/// Offices stand in this folder.
const KEPT: &str = "数据";
/// What the program remembers stands in this folder of [`KEPT`].
const SETTINGS: &str = "设置";
/// The web view's own folder in [`SETTINGS`].
const WEB_VIEW: &str = "网页组件";

/// The folder of a portable copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Portable {
    home: PathBuf,
}

impl Portable {
    /// The portable copy whose program stands in `home`; none where there is no mark.
    pub(crate) fn at(home: &Path) -> Option<Self> {
        let home = home.to_owned();
        home.join(MARK).is_file().then_some(Self { home })
    }

    /// The portable copy that remembers its preferences at `path`.
    pub(crate) fn remembering_at(path: &Path) -> Option<Self> {
        let found = Self::at(path.ancestors().nth(3)?)?;
        (found.preferences() == path).then_some(found)
    }

    /// Where offices stand.
    pub(crate) fn offices(&self) -> PathBuf {
        self.home.join(KEPT)
    }

    /// The file of its preferences.
    pub(crate) fn preferences(&self) -> PathBuf {
        self.settings().join("preferences.json")
    }

    /// The folder of the web view's own files.
    pub(crate) fn web_view(&self) -> PathBuf {
        self.settings().join(WEB_VIEW)
    }

    fn settings(&self) -> PathBuf {
        self.offices().join(SETTINGS)
    }

    /// A path as the stick remembers it: counted from the program where it lies beside it, for the
    /// stick has another drive letter in the next PC; written with `/` everywhere.
    pub(crate) fn remembered(&self, path: &Path) -> PathBuf {
        let Ok(inside) = path.strip_prefix(&self.home) else {
            return path.to_owned();
        };
        let names = inside
            .components()
            .map(|part| part.as_os_str().to_string_lossy());
        names.collect::<Vec<_>>().join("/").into()
    }

    /// The path that the stick remembers, in this PC.
    pub(crate) fn found_again(&self, path: &Path) -> PathBuf {
        let beside = path
            .components()
            .all(|part| matches!(part, Component::Normal(_)));
        if !beside {
            return path.to_owned();
        }
        self.home.components().chain(path.components()).collect()
    }

    /// Whether everything can be kept beside the program.
    ///
    /// # Errors
    /// `portable-read-only` where the stick takes nothing.
    pub(crate) fn takes_writing(&self) -> Result<(), Problem> {
        let probe = self.settings().join("能否写入.tmp");
        let written = fs::create_dir_all(self.settings())
            .and_then(|()| fs::write(&probe, "1"))
            .and_then(|()| fs::remove_file(&probe));
        written.map_err(|_| {
            let text = format!(
                "这是便携版，数据放在程序旁边，但 {} 不能写入",
                self.home.display()
            );
            let next = "关掉U盘上的写保护开关，看看U盘是不是满了；\
                        或者把整个文件夹复制到电脑里，再从那里打开";
            Problem::unreadable("portable-read-only", text, next).in_file(&self.home)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stick() -> (tempfile::TempDir, Portable) {
        let stick = tempfile::tempdir().unwrap();
        fs::write(stick.path().join(MARK), "").unwrap();
        let portable = Portable::at(stick.path()).unwrap();
        (stick, portable)
    }

    #[test]
    fn only_the_mark_makes_a_program_portable() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(Portable::at(folder.path()), None);
        let (stick, portable) = stick();
        let preferences = portable.preferences();
        assert!(preferences.starts_with(stick.path().join("数据/设置")));
        assert_eq!(Portable::remembering_at(&preferences), Some(portable));
        let elsewhere = stick.path().join("a/b/preferences.json");
        assert_eq!(Portable::remembering_at(&elsewhere), None);
    }

    #[test]
    fn what_lies_beside_is_found_under_another_drive_letter() {
        let (stick, portable) = stick();
        let office = stick.path().join("数据").join("青禾乡");
        let remembered = portable.remembered(&office);
        assert_eq!(remembered, Path::new("数据/青禾乡"));
        assert_eq!(portable.found_again(&remembered), office);
        let other = Portable {
            home: PathBuf::from("/media/另一台/U盘"),
        };
        let there = Path::new("/media/另一台/U盘/数据/青禾乡");
        assert_eq!(other.found_again(&remembered), there);
        // What lies on the PC itself stays where it is said to be.
        let elsewhere = Path::new("/home/周禾生/政务公开");
        assert_eq!(portable.remembered(elsewhere), elsewhere);
        assert_eq!(portable.found_again(elsewhere), elsewhere);
    }

    #[test]
    fn a_stick_that_takes_nothing_is_said_plainly() {
        let (stick, portable) = stick();
        portable.takes_writing().unwrap();
        assert_eq!(fs::read_dir(portable.settings()).unwrap().count(), 0);
        // A file in the place of the folder refuses everybody, the administrator too.
        let full = tempfile::tempdir().unwrap();
        fs::write(full.path().join(MARK), "").unwrap();
        fs::write(full.path().join(KEPT), "").unwrap();
        let problem = Portable::at(full.path())
            .unwrap()
            .takes_writing()
            .unwrap_err();
        assert_eq!(problem.code, "portable-read-only");
        assert!(problem.text.contains("不能写入"));
        assert!(problem.next.contains("写保护"));
        drop(stick);
    }
}
