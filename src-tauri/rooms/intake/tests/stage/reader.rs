//! The reading program, and files for it to read.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// The reading program: this crate's example, built once beside the tests.
pub fn program() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        let tests = std::env::current_exe().unwrap();
        let profile = tests.ancestors().nth(2).unwrap();
        // Built together with the tests, unless these were asked for by name.
        let reader = profile
            .join("examples")
            .join(format!("reader{}", std::env::consts::EXE_SUFFIX));
        if !reader.exists() {
            let words = "build --quiet --package gongkai-intake --example reader";
            let built = Command::new(env!("CARGO"))
                .args(words.split(' '))
                .args((!cfg!(debug_assertions)).then_some("--release"))
                .status()
                .unwrap();
            assert!(built.success());
        }
        reader
    })
}

/// Does something with a file of these bytes; its folder has a blank in its name.
pub fn in_folder<T>(name: &str, bytes: &[u8], act: impl FnOnce(&Path) -> T) -> T {
    let folder = tempfile::Builder::new()
        .prefix("村里 的表")
        .tempdir()
        .unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    act(&path)
}
