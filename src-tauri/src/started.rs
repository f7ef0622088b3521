//! What the program was started with: an office, a file that was double-clicked, the self-test.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// What is asked of a start.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// The window.
    Window {
        /// The office it shall open; the one opened last if not said.
        office: Option<PathBuf>,
        /// Files that shall be laid before the person, with their whole paths.
        files: Vec<PathBuf>,
    },
    /// Everything but the window is tried.
    SelfTest {
        /// Where the report goes; to standard output if not said.
        report: Option<PathBuf>,
    },
}

/// Understands the words after the program's name. What is neither known nor a file is left out: a
/// window that does not open helps nobody.
pub(crate) fn wanted(words: impl IntoIterator<Item = OsString>, here: &Path) -> Wanted {
    let mut words = words.into_iter();
    let (mut office, mut files) = (None, Vec::new());
    while let Some(word) = words.next() {
        if word == "--self-test" {
            let report = words.next().map(|path| here.join(path));
            return Wanted::SelfTest { report };
        }
        if word == "--office" {
            office = words.next().map(PathBuf::from);
            continue;
        }
        let file = here.join(word);
        if file.is_file() {
            files.push(file);
        }
    }
    Wanted::Window { office, files }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn understood(words: &[&OsString], here: &Path) -> Wanted {
        wanted(words.iter().copied().cloned(), here)
    }

    #[test]
    fn a_file_of_the_machine_is_opened_and_what_is_none_is_left_out() {
        let here = std::env::temp_dir().join(format!("gongkai-来稿-{}", std::process::id()));
        std::fs::create_dir_all(&here).unwrap();
        std::fs::write(here.join("农业站 来稿.gkpkg"), b"x").unwrap();
        let [file, other, flag, office] = [
            OsString::from("农业站 来稿.gkpkg"),
            OsString::from("没有的.gkpkg"),
            OsString::from("--office"),
            OsString::from("青禾乡"),
        ];
        let window = understood(&[&file, &other, &flag, &office], &here);
        let expected = Wanted::Window {
            office: Some(PathBuf::from("青禾乡")),
            files: vec![here.join("农业站 来稿.gkpkg")],
        };
        assert_eq!(window, expected);
        std::fs::remove_dir_all(&here).unwrap();
    }

    #[test]
    fn the_self_test_may_be_told_where_its_report_goes() {
        let (flag, report) = (OsString::from("--self-test"), OsString::from("报告.txt"));
        let here = Path::new("/somewhere");
        let said = |report| Wanted::SelfTest { report };
        assert_eq!(understood(&[&flag], here), said(None));
        let report_there = Some(here.join("报告.txt"));
        assert_eq!(understood(&[&flag, &report], here), said(report_there));
    }
}
