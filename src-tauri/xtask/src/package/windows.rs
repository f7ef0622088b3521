//! The Windows package, made on Debian: both programs cross-compiled, laid out in one folder.

use std::path::Path;

use super::{megabytes, programs, staging};
use crate::house::{Fault, House, fresh_folder};

/// For 64-bit Windows, by mingw-w64.
pub(crate) const TARGET: &str = "x86_64-pc-windows-gnu";
/// A windows-gnu program asks for the web view by this library, which Tauri lays beside it.
const LOADER: &str = "WebView2Loader.dll";

/// `cargo xtask package windows`.
pub(crate) fn package(house: &House) -> Result<(), Fault> {
    let built = programs::build(house, TARGET)?;
    let mut shipped = programs::shipped(&built, ".exe");
    programs::tells_nothing(house, &shipped)?;
    shipped.push(built.join(LOADER));
    let folder = fresh_folder(house, "package/windows")?.join("folder");
    staging::stage(house, &shipped, &folder)?;
    tell_sizes(&folder)
}

fn tell_sizes(folder: &Path) -> Result<(), Fault> {
    let mut all = 0;
    for path in staging::files(folder)? {
        let file = folder.join(&path);
        let size = std::fs::metadata(&file).map_err(Fault::at(&file))?.len();
        all += size;
        if size > 1_000_000 {
            println!("  {:>10}  {path}", megabytes(size));
        }
    }
    println!("  {:>10}  together, unpacked", megabytes(all));
    Ok(())
}
