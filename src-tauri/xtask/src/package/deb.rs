//! The package for Debian and its relatives (Kylin, UOS): the folder that every package wraps, laid
//! where such a system expects it, with what its menus and its file windows read.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::linux::{self, Machine};
use super::{megabytes, staging};
use crate::house::{Fault, House, fresh_folder, has_program, succeed};

/// The package's name.
const NAME: &str = "gongkai";
/// Folders of the one folder that the programs look for in `share/gongkai`.
const BROUGHT: &[&str] = &["fonts", "forms", "sample-office", "licences"];
/// Who answers for the package, where nobody is named in `GONGKAI_MAINTAINER`.
const MAINTAINER: &str = "Gongkai maintainers <maintainers@gongkai.invalid>";
/// What the system does without, but a clerk does not: Chinese letters in the window, printing.
const RECOMMENDS: &str = "fonts-noto-cjk | fonts-wqy-microhei | fonts-wqy-zenhei, cups-client";
/// What lintian calls errors and is meant so.
pub(crate) const KNOWN_ERRORS: &[&str] = &[];
const DESCRIPTION: &str = "\
Description: township disclosure register, offline (政务公开)
 Gongkai keeps the disclosure register of a Chinese township's office: a
 village's workbook comes in, is reviewed along the office's own chain of
 signatures, gets a register number, three printed copies and a line in the
 year's register book. Everything is done on one PC, without a network.
 .
 乡镇党政办公室的政务公开登记软件：村里交来的表格，经过经办、审核、
 主要领导签字，变成一条登记、一式三份打印件和登记簿上的一行。数据存在
 本机，全程不需要联网；每一步都有据可查。
 .
 卸载本软件不会删除登记库，登记库在各人“文档”里的“政务公开”文件夹。
";

/// `cargo xtask package deb`: answers with the package.
pub(crate) fn package(house: &House, machine: Machine) -> Result<PathBuf, Fault> {
    for tool in ["dpkg-deb", "dpkg-shlibdeps", "gzip"] {
        if !has_program(tool) {
            let text = format!("{tool} is missing: apt-get install dpkg-dev gzip");
            return Err(Fault::new(text));
        }
    }
    let folder = linux::staged(house, machine)?;
    wrap(house, machine, &folder)
}

/// Wraps what is laid out in `folder`. The same folder and the same commit give the same bytes.
pub(crate) fn wrap(house: &House, machine: Machine, folder: &Path) -> Result<PathBuf, Fault> {
    let ground = fresh_folder(house, &format!("package/deb-{}", machine.debian()))?;
    let root = ground.join("root");
    lay_out(house, folder, &root)?;
    set_modes(&root)?;
    let depends = depends(&ground, &root, machine)?;
    let version = staging::version(house)?;
    let control = control(&version, machine, &depends, size(&root)?);
    let about = root.join("DEBIAN");
    write(&about.join("control"), control.as_bytes())?;
    write(&about.join("md5sums"), sums(&root)?.as_bytes())?;
    let moment = linux::moment(house)?;
    linux::set_moments(&root, moment)?;
    let package = house
        .out()
        .join("package")
        .join(format!("{NAME}_{version}_{}.deb", machine.debian()));
    let mut pack = Command::new("dpkg-deb");
    pack.args(["--root-owner-group", "-Zxz", "--build"])
        .args([&root, &package])
        .env("SOURCE_DATE_EPOCH", moment.to_string())
        .stdout(Stdio::null());
    succeed("dpkg-deb", &mut pack)?;
    let bytes = fs::metadata(&package).map_err(Fault::at(&package))?.len();
    println!("  {:>10}  {}", megabytes(bytes), package.display());
    Ok(package)
}

/// Programs in `usr/bin`, what they bring along in `usr/share/gongkai`, and what the desktop reads.
fn lay_out(house: &House, folder: &Path, root: &Path) -> Result<(), Fault> {
    for path in staging::files(folder)? {
        let shelf = path.split('/').next().unwrap_or_default();
        let place = match shelf {
            // dpkg checks its files by its own list, and updates are its own affair.
            staging::LIST => continue,
            shelf if BROUGHT.contains(&shelf) => root.join("usr/share/gongkai").join(&path),
            _ => root.join("usr/bin").join(&path),
        };
        copy(&folder.join(&path), &place)?;
    }
    // The system has this one.
    let apache = root.join("usr/share/gongkai/licences/LICENSE-APACHE");
    fs::remove_file(&apache).map_err(Fault::at(&apache))?;
    let ours = house.root.join("assets/packaging/linux");
    let share = root.join("usr/share");
    for (name, place) in [
        ("gongkai-desk.desktop", "applications/gongkai-desk.desktop"),
        ("gongkai.xml", "mime/packages/gongkai.xml"),
        ("copyright", "doc/gongkai/copyright"),
    ] {
        copy(&ours.join(name), &share.join(place))?;
    }
    for name in ["gongkai.1", "gongkai-desk.1"] {
        let page = share.join("man/man1").join(format!("{name}.gz"));
        zipped(&ours.join(name), &page)?;
    }
    let log = root.join("changelog");
    write(&log, changelog(house)?.as_bytes())?;
    zipped(&log, &share.join("doc/gongkai/changelog.gz"))?;
    fs::remove_file(&log).map_err(Fault::at(&log))?;
    icons(house, &share)
}

/// One version, told by the commit's day; what changed stands in the commits.
fn changelog(house: &House) -> Result<String, Fault> {
    let version = staging::version(house)?;
    let day = Command::new("date")
        .args(["-u", "-R", "-d", &format!("@{}", linux::moment(house)?)])
        .output()
        .map_err(|error| Fault::new(format!("date: {error}")))?;
    let (day, who) = (String::from_utf8_lossy(&day.stdout), maintainer());
    Ok(format!(
        "{NAME} ({version}) unstable; urgency=medium\n\n  * Version {version}.\n\n -- {who}  {}\n",
        day.trim()
    ))
}

/// The pictures inside the icon file, each where its size belongs; all of them are PNG.
fn icons(house: &House, share: &Path) -> Result<(), Fault> {
    let ours = house.root.join("assets/icons");
    let ico = ours.join("icon.ico");
    let bytes = fs::read(&ico).map_err(Fault::at(&ico))?;
    let broken = || Fault::new(format!("{} is not read", ico.display()));
    let number = |at: usize| -> Option<usize> {
        let four = bytes.get(at..at + 4)?.try_into().ok()?;
        usize::try_from(u32::from_le_bytes(four)).ok()
    };
    let count = bytes.get(4).copied().map(usize::from).ok_or_else(broken)?;
    for entry in (0..count).map(|entry| 6 + 16 * entry) {
        let side = match bytes.get(entry).ok_or_else(broken)? {
            0 => 256,
            side => u32::from(*side),
        };
        let (length, start) = number(entry + 8)
            .zip(number(entry + 12))
            .ok_or_else(broken)?;
        let picture = bytes.get(start..start + length).ok_or_else(broken)?;
        if !picture.starts_with(b"\x89PNG") {
            return Err(broken());
        }
        write(&icon_place(share, side), picture)?;
    }
    copy(&ours.join("icon.png"), &icon_place(share, 512))
}

fn icon_place(share: &Path, side: u32) -> PathBuf {
    share.join(format!("icons/hicolor/{side}x{side}/apps/gongkai-desk.png"))
}

/// The libraries that the programs are linked with, as packages and their least versions.
fn depends(ground: &Path, root: &Path, machine: Machine) -> Result<String, Fault> {
    // dpkg-shlibdeps wants to stand in a source package.
    let source = ground.join("debian/control");
    write(
        &source,
        format!("Source: {NAME}\n\nPackage: {NAME}\nArchitecture: any\n").as_bytes(),
    )?;
    let mut ask = Command::new("dpkg-shlibdeps");
    ask.arg("-O")
        .args(["gongkai", "gongkai-desk"].map(|name| root.join("usr/bin").join(name)))
        .current_dir(ground)
        .env("DEB_HOST_ARCH", machine.debian())
        .stderr(Stdio::null());
    let told = ask
        .output()
        .map_err(|error| Fault::new(format!("dpkg-shlibdeps: {error}")))?;
    let told = String::from_utf8_lossy(&told.stdout).into_owned();
    let line = told
        .lines()
        .find_map(|line| line.strip_prefix("shlibs:Depends="));
    line.map(str::to_owned)
        .ok_or_else(|| Fault::new("dpkg-shlibdeps names no libraries"))
}

fn control(version: &str, machine: Machine, depends: &str, kilobytes: u64) -> String {
    let (machine, who) = (machine.debian(), maintainer());
    format!(
        "Package: {NAME}\nVersion: {version}\nArchitecture: {machine}\nMaintainer: {who}\n\
         Installed-Size: {kilobytes}\nDepends: {depends}\nRecommends: {RECOMMENDS}\n\
         Section: misc\nPriority: optional\n{DESCRIPTION}"
    )
}

fn maintainer() -> String {
    std::env::var("GONGKAI_MAINTAINER").unwrap_or_else(|_| MAINTAINER.to_owned())
}

/// As Debian counts it: every file in whole kilobytes, every folder one.
fn size(root: &Path) -> Result<u64, Fault> {
    let mut kilobytes = 0;
    for path in staging::files(root)? {
        let file = root.join(path);
        let length = fs::metadata(&file).map_err(Fault::at(&file))?.len();
        kilobytes += length.div_ceil(1024);
    }
    Ok(kilobytes)
}

/// What `dpkg --verify` compares.
fn sums(root: &Path) -> Result<String, Fault> {
    let files: Vec<_> = staging::files(root)?
        .into_iter()
        .filter(|path| !path.starts_with("DEBIAN/"))
        .collect();
    let told = Command::new("md5sum")
        .args(&files)
        .current_dir(root)
        .output()
        .map_err(|error| Fault::new(format!("md5sum: {error}")))?;
    Ok(String::from_utf8_lossy(&told.stdout).into_owned())
}

#[cfg(unix)]
fn set_modes(folder: &Path) -> Result<(), Fault> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).map_err(Fault::at(path))
    };
    mode(folder, 0o755)?;
    for entry in fs::read_dir(folder).map_err(Fault::at(folder))? {
        let path = entry.map_err(Fault::at(folder))?.path();
        if path.is_dir() {
            set_modes(&path)?;
        } else if folder.ends_with("usr/bin") {
            mode(&path, 0o755)?;
        } else {
            mode(&path, 0o644)?;
        }
    }
    Ok(())
}

#[cfg(not(unix))]
fn set_modes(_: &Path) -> Result<(), Fault> {
    Err(Fault::new("a .deb is made on Linux"))
}

/// `gzip -9n`: no name and no time inside, so that the same page gives the same bytes.
fn zipped(from: &Path, to: &Path) -> Result<(), Fault> {
    let bytes = fs::read(from).map_err(Fault::at(from))?;
    let mut zip = Command::new("gzip")
        .args(["-9n"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| Fault::new(format!("gzip: {error}")))?;
    // Dropped at the end of the statement, which tells gzip that this is all; pages are short.
    if let Some(mut input) = zip.stdin.take() {
        input.write_all(&bytes).map_err(Fault::at(from))?;
    }
    let done = zip
        .wait_with_output()
        .map_err(|error| Fault::new(format!("gzip: {error}")))?;
    write(to, &done.stdout)
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Fault> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(Fault::at(folder))?;
    }
    fs::write(path, bytes).map_err(Fault::at(path))
}

fn copy(from: &Path, to: &Path) -> Result<(), Fault> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder).map_err(Fault::at(folder))?;
    }
    fs::copy(from, to).map(drop).map_err(Fault::at(from))
}
