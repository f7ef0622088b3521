//! The Windows package, made on Debian: both programs cross-compiled, laid out in one folder, and
//! wrapped by NSIS into one installer.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::{licences, megabytes, programs, sign, staging};
use crate::house::{Fault, House, fresh_folder, succeed};

/// For 64-bit Windows, by mingw-w64.
pub(crate) const TARGET: &str = "x86_64-pc-windows-gnu";
/// A windows-gnu program asks for the web view by this library, which Tauri lays beside it.
const LOADER: &str = "WebView2Loader.dll";
/// The installer fits on any stick and through the document system.
const LARGEST: u64 = 30_000_000;

/// `cargo xtask package windows`.
pub(crate) fn package(house: &House) -> Result<PathBuf, Fault> {
    let folder = lay_out(house)?;
    let setup = wrap(house, &folder, &staging::version(house)?)?;
    let size = std::fs::metadata(&setup).map_err(Fault::at(&setup))?.len();
    println!("  {:>10}  {}", megabytes(size), setup.display());
    if size > LARGEST {
        return Err(Fault::new(format!(
            "the installer has {}; {} is the limit",
            megabytes(size),
            megabytes(LARGEST)
        )));
    }
    Ok(setup)
}

/// Builds the programs and lays out what is installed, signed and listed.
fn lay_out(house: &House) -> Result<PathBuf, Fault> {
    let built = programs::build(house, TARGET)?;
    let mut shipped = programs::shipped(&built, ".exe");
    programs::tells_nothing(house, &shipped)?;
    shipped.push(built.join(LOADER));
    let folder = fresh_folder(house, "package/windows")?.join("folder");
    staging::stage(house, &shipped, &folder)?;
    licences::write(house, TARGET, &folder)?;
    if sign::is_asked_for() {
        for program in programs::shipped(&folder, ".exe") {
            sign::sign(&program)?;
        }
    } else {
        println!("package: no key was named (GONGKAI_SIGN_CERT), so nothing is signed");
    }
    // Signing changed the programs, and the licences were not there yet.
    staging::write_list(house, &folder)?;
    tell_sizes(&folder)?;
    Ok(folder)
}

/// Wraps what lies in `folder` into an installer of a version, beside the folder.
pub(crate) fn wrap(house: &House, folder: &Path, version: &str) -> Result<PathBuf, Fault> {
    let files = staging::files(folder)?;
    let beside = folder.parent().unwrap_or(folder);
    let list = beside.join("uninstall.nsh");
    std::fs::write(&list, taken_away(&files)).map_err(Fault::at(&list))?;
    let setup = beside.join(format!("政务公开-{version}-setup.exe"));
    let packaging = house.root.join("assets/packaging/windows");
    let define = |name: &str, value: &Path| format!("-D{name}={}", value.display());
    let mut makensis = Command::new("makensis");
    makensis
        .args(["-V2", "-INPUTCHARSET", "UTF8"])
        .arg(format!("-DVERSION={version}"))
        .arg(format!("-DKILOBYTES={}", kilobytes(folder, &files)?))
        .arg(define("SRC", folder))
        .arg(define("UNLIST", &list))
        .arg(define("OUT", &setup))
        .arg(define("SIDE", &packaging.join("side.bmp")))
        .arg(define("ICON", &house.root.join("assets/icons/icon.ico")));
    if sign::is_asked_for() {
        // NSIS calls this very chore for the uninstaller inside and for the installer around it.
        let own = std::env::current_exe().map_err(|error| Fault::new(error.to_string()))?;
        makensis.arg(format!("-DSIGN=\"{}\" package sign", own.display()));
    }
    makensis.arg(packaging.join("installer.nsi"));
    succeed("makensis", &mut makensis)?;
    Ok(setup)
}

/// The lines by which the uninstaller takes away exactly what was installed: files, then their
/// folders, the inner ones first, and only empty ones.
fn taken_away(files: &[String]) -> String {
    let inside = |path: &str| path.replace('/', "\\").replace('$', "$$");
    let mut folders: Vec<&str> = files
        .iter()
        .flat_map(|path| path.match_indices('/').map(|(end, _)| &path[..end]))
        .collect();
    folders.sort_unstable_by(|a, b| b.cmp(a));
    folders.dedup();
    let files = files.iter().map(|path| ("Delete", path.as_str()));
    let folders = folders.into_iter().map(|path| ("RMDir", path));
    files
        .chain(folders)
        .map(|(act, path)| format!("{act} \"$INSTDIR\\{}\"\n", inside(path)))
        .collect()
}

fn kilobytes(folder: &Path, files: &[String]) -> Result<u64, Fault> {
    let mut all = 0;
    for path in files {
        let file = folder.join(path);
        all += std::fs::metadata(&file).map_err(Fault::at(&file))?.len();
    }
    Ok(all.div_ceil(1024))
}

fn tell_sizes(folder: &Path) -> Result<(), Fault> {
    let files = staging::files(folder)?;
    for path in &files {
        let file = folder.join(path);
        let size = std::fs::metadata(&file).map_err(Fault::at(&file))?.len();
        if size > 1_000_000 {
            println!("  {:>10}  {path}", megabytes(size));
        }
    }
    let all = kilobytes(folder, &files)? * 1024;
    println!("  {:>10}  together, installed", megabytes(all));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_installed_and_nothing_else_is_taken_away_inner_folders_first() {
        let files = ["a.exe", "forms/a/b/x$.txt", "forms/c.txt"].map(str::to_owned);
        let expected = "Delete \"$INSTDIR\\a.exe\"\n\
            Delete \"$INSTDIR\\forms\\a\\b\\x$$.txt\"\n\
            Delete \"$INSTDIR\\forms\\c.txt\"\n\
            RMDir \"$INSTDIR\\forms\\a\\b\"\n\
            RMDir \"$INSTDIR\\forms\\a\"\n\
            RMDir \"$INSTDIR\\forms\"\n";
        assert_eq!(taken_away(&files), expected);
    }
}
