//! Makes what is carried to an office on a stick; it knows how programs are built, laid out and
//! wrapped, and nothing of what they do (docs/packaging.md).

mod clean_root;
mod deb;
pub(crate) mod deb_proof;
mod licences;
mod linux;
mod portable;
mod programs;
mod sign;
pub(crate) mod staging;
mod update;
pub(crate) mod windows;

use std::path::Path;

use crate::house::{Fault, House};
use linux::Machine;

/// What packages there are, for the person who named none.
const KINDS: &str = "cargo xtask package windows | deb [--arch arm64] | portable [--windows] | update [--windows] | update-key FILE";

/// `cargo xtask package <kind>`.
pub(crate) fn package(house: &House, words: &[String]) -> Result<(), Fault> {
    match words {
        [kind] if kind == "windows" => windows::package(house).map(|_| ()),
        // Called by NSIS while it wraps.
        [act, file] if act == "sign" => sign::sign(Path::new(file)),
        [kind] if kind == "deb" => deb::package(house, Machine::named(None)?).map(drop),
        [kind, flag, arch] if kind == "deb" && flag == "--arch" => {
            deb::package(house, Machine::named(Some(arch))?).map(drop)
        }
        [kind] if kind == "portable" => portable::for_linux(house, Machine::named(None)?),
        [kind, flag] if kind == "portable" && flag == "--windows" => portable::for_windows(house),
        [kind] if kind == "update" => update::for_linux(house, Machine::named(None)?),
        [kind, flag] if kind == "update" && flag == "--windows" => update::for_windows(house),
        [kind, file] if kind == "update-key" => update::make_key(file.as_ref()),
        _ => Err(Fault::new(format!("say which package: {KINDS}"))),
    }
}

/// A size as people read it, in millions of bytes.
pub(crate) fn megabytes(bytes: u64) -> String {
    format!("{}.{:02} MB", bytes / 1_000_000, bytes % 1_000_000 / 10_000)
}
