//! The portable copy: the folder that every package wraps, with the mark that makes the program keep
//! everything beside itself, and the same as one zip.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::linux::{self, Machine};
use super::{megabytes, staging};
use crate::house::{Fault, House, fresh_folder};

/// What the folder is called, on the stick and inside the zip.
const FOLDER: &str = "政务公开-便携版";
/// The mark. The program looks for it by this name (frontdesk, `portable.rs`).
const MARK: &str = "便携版.txt";
/// What the mark tells whoever opens it.
const TOLD: &str = "\
政务公开 · 便携版\r\n\
\r\n\
打开：双击 gongkai-desk。\r\n\
登记库和设置都在旁边的“数据”文件夹里，电脑上不留任何东西；换一台电脑，插上就接着办。\r\n\
不要删除或改名本文件：没有它，程序就把数据存到电脑的“文档”里去。\r\n\
U盘会丢、会坏：请在“设置—备份与检查”里把备份位置选到另一个地方，常备份。\r\n\
用完先关窗口，再安全弹出U盘。\r\n";

/// `cargo xtask package portable`, for this system.
pub(crate) fn for_linux(house: &House, machine: Machine) -> Result<(), Fault> {
    let folder = linux::staged(house, machine)?;
    wrap(house, &folder, machine.system()).map(drop)
}

/// `cargo xtask package portable --windows`, from what `package windows` has laid out.
pub(crate) fn for_windows(house: &House) -> Result<(), Fault> {
    let folder = house.out().join("package/windows/folder");
    if !folder.join(staging::LIST).is_file() {
        return Err(Fault::new("first: cargo xtask package windows"));
    }
    wrap(house, &folder, "windows-x86_64").map(drop)
}

/// Puts the mark beside what is laid out in `folder`, and all of it into one zip; answers with that.
fn wrap(house: &House, folder: &Path, system: &str) -> Result<PathBuf, Fault> {
    let ground = fresh_folder(house, &format!("package/portable-{system}"))?;
    let stick = ground.join(FOLDER);
    for path in staging::files(folder)? {
        let (from, to) = (folder.join(&path), stick.join(&path));
        if let Some(shelf) = to.parent() {
            fs::create_dir_all(shelf).map_err(Fault::at(shelf))?;
        }
        fs::copy(&from, &to).map_err(Fault::at(&from))?;
    }
    let mark = stick.join(MARK);
    // Notepad takes a text for UTF-8 by this mark of its own.
    fs::write(&mark, format!("\u{feff}{TOLD}")).map_err(Fault::at(&mark))?;
    let version = staging::version(house)?;
    let name = format!("{FOLDER}-{version}-{system}.zip");
    let zip = house.out().join("package").join(name);
    zipped(&stick, &zip)?;
    let unpacked = bytes_below(&stick)?;
    let packed = fs::metadata(&zip).map_err(Fault::at(&zip))?.len();
    println!("  {:>10}  {}", megabytes(unpacked), stick.display());
    println!("  {:>10}  {}", megabytes(packed), zip.display());
    Ok(zip)
}

/// Every file below `folder`, without times, so that the same folder gives the same bytes.
fn zipped(folder: &Path, zip: &Path) -> Result<(), Fault> {
    let file = fs::File::create(zip).map_err(Fault::at(zip))?;
    let mut writer = ZipWriter::new(io::BufWriter::new(file));
    let broken = |error: zip::result::ZipError| Fault::new(format!("{}: {error}", zip.display()));
    for path in staging::files(folder)? {
        let runs = is_program(&path);
        let how = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .unix_permissions(if runs { 0o755 } else { 0o644 });
        let from = folder.join(&path);
        writer
            .start_file(format!("{FOLDER}/{path}"), how)
            .map_err(broken)?;
        let mut file = fs::File::open(&from).map_err(Fault::at(&from))?;
        io::copy(&mut file, &mut writer).map_err(Fault::at(&from))?;
    }
    let mut file = writer.finish().map_err(broken)?;
    file.flush().map_err(Fault::at(zip))
}

/// Whether a file of the laid out folder is one that is run.
fn is_program(path: &str) -> bool {
    ["gongkai", "gongkai-desk"].contains(&path)
}

/// How much a folder weighs.
fn bytes_below(folder: &Path) -> Result<u64, Fault> {
    let lengths = staging::files(folder)?.into_iter().map(|path| {
        let file: PathBuf = folder.join(path);
        fs::metadata(&file)
            .map(|about| about.len())
            .map_err(Fault::at(&file))
    });
    lengths.sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_portable_folder_bears_the_mark_and_its_zip_is_the_same_every_time() {
        let house = House::find().unwrap();
        let ground = std::env::temp_dir().join(format!("gongkai-stick-{}", std::process::id()));
        for (path, text) in [("gongkai", "program"), ("fonts/README.md", "# fonts")] {
            let file = ground.join(path);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        let system = format!("trial-{}", std::process::id());
        let zip = wrap(&house, &ground, &system).unwrap();
        let first = fs::read(&zip).unwrap();
        assert_eq!(wrap(&house, &ground, &system).unwrap(), zip);
        assert_eq!(fs::read(&zip).unwrap(), first);
        let mut inside = zip::ZipArchive::new(io::Cursor::new(first)).unwrap();
        let mode = |zip: &mut zip::ZipArchive<_>, name: &str| {
            let file = zip.by_name(&format!("{FOLDER}/{name}")).unwrap();
            file.unix_mode().unwrap() & 0o777
        };
        assert_eq!(mode(&mut inside, "gongkai"), 0o755);
        assert_eq!(mode(&mut inside, "fonts/README.md"), 0o644);
        assert_eq!(mode(&mut inside, MARK), 0o644);
        assert_eq!(inside.len(), 3);
        fs::remove_file(&zip).unwrap();
        fs::remove_dir_all(house.out().join(format!("package/portable-{system}"))).unwrap();
        fs::remove_dir_all(&ground).unwrap();
    }
}
