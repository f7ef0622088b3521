//! What the program was installed with, compared with the list that lies beside it: a disk that
//! fails or a cleaner that takes a font away is told before a paper comes out wrong.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use serde::Deserialize;
use sha2::{Digest as _, Sha256};

/// The list, written when the package was made.
const LIST: &str = "files.json";
/// Where it may lie, seen from the program's folder: beside it, or in the share folder of a system.
const PLACES: &[&str] = &["", "../share/gongkai"];
/// So many names are told; more help nobody.
const TOLD: usize = 5;

/// What the program was installed with.
#[derive(Debug, Deserialize)]
pub(crate) struct OwnFiles {
    /// The version that was installed.
    pub(crate) version: String,
    files: Vec<OwnFile>,
    #[serde(skip)]
    folder: PathBuf,
}

/// One file of the list.
#[derive(Debug, Deserialize)]
struct OwnFile {
    path: String,
    size: u64,
    sha256: String,
}

/// The list cannot be read, although it is there.
#[derive(Debug)]
pub(crate) struct ListBroken;

impl OwnFiles {
    /// Reads the list of what `program` was installed with; none for a program built from sources.
    pub(crate) fn of(program: &Path) -> Result<Option<Self>, ListBroken> {
        let beside = program.parent().unwrap_or(Path::new(""));
        let lists = PLACES.iter().map(|place| beside.join(place).join(LIST));
        let Some(list) = lists.into_iter().find(|list| list.is_file()) else {
            return Ok(None);
        };
        let text = fs::read(&list).map_err(|_| ListBroken)?;
        let mut own: Self = serde_json::from_slice(&text).map_err(|_| ListBroken)?;
        own.folder = list.parent().unwrap_or(Path::new("")).to_owned();
        Ok(Some(own))
    }

    /// How many files there should be.
    pub(crate) fn count(&self) -> usize {
        self.files.len()
    }

    /// Files that are missing or of another size: quick, nothing is read.
    pub(crate) fn missing(&self) -> Vec<&str> {
        self.which(|file, path| {
            fs::metadata(path).is_ok_and(|about| about.is_file() && about.len() == file.size)
        })
    }

    /// Files whose content is not what was installed: reads all of them.
    pub(crate) fn changed(&self) -> Vec<&str> {
        self.which(|file, path| sha256(path).is_ok_and(|sha256| sha256 == file.sha256))
    }

    fn which(&self, good: impl Fn(&OwnFile, &Path) -> bool) -> Vec<&str> {
        self.files
            .iter()
            .filter(|file| !good(file, &self.folder.join(&file.path)))
            .map(|file| file.path.as_str())
            .collect()
    }
}

/// What is wrong with the files of `program`, as a sentence for the person at the window; nothing
/// where all is well. Sizes are looked at first, for they cost nothing.
pub(crate) fn complaint(program: &Path) -> Option<String> {
    let own = match OwnFiles::of(program) {
        Ok(own) => own?,
        Err(ListBroken) => return Some(told(&[LIST])),
    };
    let missing = own.missing();
    let damaged = if missing.is_empty() {
        own.changed()
    } else {
        missing
    };
    (!damaged.is_empty()).then(|| told(&damaged))
}

fn told(damaged: &[&str]) -> String {
    let names = damaged.iter().take(TOLD).copied().collect::<Vec<_>>();
    let names = names.join("、");
    let more = if damaged.len() > TOLD { "等" } else { "" };
    format!(
        "程序自己的文件有 {} 个缺了或者变了：{names}{more}。\n\n\
         登记库里的内容没有受影响。请关闭本程序，用安装文件重新安装一遍（不用先卸载）；\
         装好以后又出现，多半是杀毒软件动了它，或者硬盘坏了，请找懂电脑的人看一看。",
        damaged.len()
    )
}

fn sha256(path: &Path) -> io::Result<String> {
    let mut file = File::open(path)?;
    let (mut hasher, mut piece) = (Sha256::new(), vec![0; 1 << 16]);
    loop {
        let read = file.read(&mut piece)?;
        if read == 0 {
            return Ok(hex::encode(hasher.finalize()));
        }
        hasher.update(&piece[..read]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder with a program, one font and their list.
    fn installed(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("gongkai-{name}-{}", std::process::id()));
        fs::create_dir_all(folder.join("fonts")).unwrap();
        fs::write(folder.join("fonts/仿宋.otf"), b"font").unwrap();
        let sha256 = hex::encode(Sha256::digest(b"font"));
        let list = format!(
            r#"{{"version":"1.0.0","files":[{{"path":"fonts/仿宋.otf","size":4,"sha256":"{sha256}"}}]}}"#
        );
        fs::write(folder.join(LIST), list).unwrap();
        folder
    }

    #[test]
    fn what_is_missing_changed_or_unreadable_is_told_and_the_rest_is_not() {
        let folder = installed("own-files");
        let (program, font) = (folder.join("gongkai-desk"), folder.join("fonts/仿宋.otf"));
        assert_eq!(complaint(&program), None);
        fs::write(&font, b"tnof").unwrap();
        assert!(complaint(&program).unwrap().contains("fonts/仿宋.otf"));
        let own = OwnFiles::of(&program).unwrap().unwrap();
        assert_eq!((own.missing().len(), own.changed().len()), (0, 1));
        fs::remove_file(&font).unwrap();
        assert_eq!(own.missing(), ["fonts/仿宋.otf"]);
        assert!(complaint(&program).unwrap().contains("重新安装"));
        fs::write(folder.join(LIST), b"{").unwrap();
        assert!(complaint(&program).unwrap().contains(LIST));
        // A program built from sources has no list, and that is no fault.
        fs::remove_file(folder.join(LIST)).unwrap();
        assert_eq!(complaint(&program), None);
        fs::remove_dir_all(&folder).unwrap();
    }
}
