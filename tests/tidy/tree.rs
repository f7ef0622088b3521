//! The files of the tree as the rules see them; it reads only what git keeps.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// One file: its size, and its text when it is text.
#[derive(Debug, Clone)]
pub(super) struct File {
    /// Size in bytes.
    pub(super) size: u64,
    /// The text; nothing for binary files.
    pub(super) text: Option<String>,
}

/// All files by their path from the root, with `/` between folders.
#[derive(Debug)]
pub(super) struct Tree {
    root: PathBuf,
    files: BTreeMap<String, File>,
}

impl Tree {
    /// The working tree: what git tracks or would track, or, outside git, everything that is not
    /// built.
    pub(super) fn committed() -> Self {
        let here = std::env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = here.parent().unwrap().to_owned();
        let paths = listed_by_git(&root).unwrap_or_else(|| walked(&root));
        let mut files = BTreeMap::new();
        for path in paths {
            let Ok(bytes) = std::fs::read(root.join(&path)) else {
                continue; // Deleted and not yet committed.
            };
            let size = u64::try_from(bytes.len()).unwrap();
            let text = String::from_utf8(bytes)
                .ok()
                .filter(|text| !text.contains('\0'));
            files.insert(path, File { size, text });
        }
        Self { root, files }
    }

    /// A tree of these texts, to show a rule.
    pub(super) fn of(files: &[(&str, &str)]) -> Self {
        let file = |text: &str| File {
            size: u64::try_from(text.len()).unwrap(),
            text: Some(text.to_owned()),
        };
        let files = files
            .iter()
            .map(|(path, text)| ((*path).to_owned(), file(text)))
            .collect();
        Self {
            root: PathBuf::new(),
            files,
        }
    }

    /// A tree of empty files with these sizes, to show a rule.
    pub(super) fn of_sizes(files: &[(&str, u64)]) -> Self {
        let file = |size: u64| File { size, text: None };
        let files = files
            .iter()
            .map(|(path, size)| ((*path).to_owned(), file(*size)))
            .collect();
        Self {
            root: PathBuf::new(),
            files,
        }
    }

    /// Where the tree stands.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// Every file.
    pub(super) fn files(&self) -> impl Iterator<Item = (&str, &File)> {
        self.files.iter().map(|(path, file)| (path.as_str(), file))
    }

    /// Every text.
    pub(super) fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files()
            .filter_map(|(path, file)| Some((path, file.text.as_deref()?)))
    }

    /// The texts whose name ends so.
    pub(super) fn ending(&self, end: &'static str) -> impl Iterator<Item = (&str, &str)> {
        self.texts().filter(move |(path, _)| path.ends_with(end))
    }

    /// One text.
    pub(super) fn text(&self, path: &str) -> Option<&str> {
        self.files.get(path)?.text.as_deref()
    }

    /// Whether there is such a file.
    pub(super) fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }
}

/// The folder part of a path, empty at the root.
pub(super) fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The last part of a path.
pub(super) fn file_name(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

/// `../migrations/a.sql` seen from `rooms/registry/src` is `rooms/registry/migrations/a.sql`.
pub(super) fn resolved(from: &str, name: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').filter(|part| !part.is_empty()).collect();
    for part in name.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." => {}
            other => parts.push(other),
        }
    }
    parts.join("/")
}

fn listed_by_git(root: &Path) -> Option<Vec<String>> {
    let output = Command::new("git")
        .args([
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
        ])
        .current_dir(root)
        .output()
        .ok()
        .filter(|output| output.status.success())?;
    let names = String::from_utf8(output.stdout).ok()?;
    Some(
        names
            .split('\0')
            .filter(|name| !name.is_empty())
            .map(str::to_owned)
            .collect(),
    )
}

fn walked(root: &Path) -> Vec<String> {
    let mut paths = Vec::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path
                .strip_prefix(root)
                .unwrap()
                .to_string_lossy()
                .replace('\\', "/");
            let built = ["target", "out", ".git", "ui/node_modules", "ui/dist"];
            if path.is_dir() {
                if !built.contains(&name.as_str()) {
                    folders.push(path);
                }
            } else {
                paths.push(name);
            }
        }
    }
    paths
}

#[test]
fn without_git_the_same_sources_are_found() {
    let tree = Tree::committed();
    let walked = walked(tree.root());
    for path in ["Cargo.toml", "tests/tidy.rs", "src-tauri/cli/Cargo.toml"] {
        assert!(
            tree.has(path) && walked.iter().any(|walked| walked == path),
            "{path}"
        );
    }
}
