//! Makes what is carried to an office on a stick; it knows how programs are built, laid out and
//! wrapped, and nothing of what they do (docs/packaging.md).

mod licences;
mod programs;
mod sign;
pub(crate) mod staging;
pub(crate) mod windows;

use std::path::Path;

use crate::house::{Fault, House};

/// What packages there are, for the person who named none.
const KINDS: &str = "cargo xtask package windows";

/// `cargo xtask package <kind>`.
pub(crate) fn package(house: &House, words: &[String]) -> Result<(), Fault> {
    match words {
        [kind] if kind == "windows" => windows::package(house).map(|_| ()),
        // Called by NSIS while it wraps.
        [act, file] if act == "sign" => sign::sign(Path::new(file)),
        _ => Err(Fault::new(format!("say which package: {KINDS}"))),
    }
}

/// A size as people read it, in millions of bytes.
pub(crate) fn megabytes(bytes: u64) -> String {
    format!("{}.{:02} MB", bytes / 1_000_000, bytes % 1_000_000 / 10_000)
}
