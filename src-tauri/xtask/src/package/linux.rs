//! The programs for Linux, laid out in one folder, for every package that wraps them.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::{licences, programs, staging};
use crate::house::{Fault, House, fresh_folder, has_program};

/// A machine that Linux packages are made for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Machine {
    /// Intel and AMD, Hygon, Zhaoxin.
    Amd64,
    /// Kunpeng, Phytium.
    Arm64,
}

impl Machine {
    /// The machine a word names; this one if none is named.
    pub(crate) fn named(word: Option<&str>) -> Result<Self, Fault> {
        match word.unwrap_or(std::env::consts::ARCH) {
            "amd64" | "x86_64" => Ok(Self::Amd64),
            "arm64" | "aarch64" => Ok(Self::Arm64),
            other => Err(Fault::new(format!(
                "no package is made for {other}: say --arch amd64 or --arch arm64"
            ))),
        }
    }

    /// What Debian calls it.
    pub(crate) const fn debian(self) -> &'static str {
        match self {
            Self::Amd64 => "amd64",
            Self::Arm64 => "arm64",
        }
    }

    /// What Rust calls it.
    pub(crate) const fn target(self) -> &'static str {
        match self {
            Self::Amd64 => "x86_64-unknown-linux-gnu",
            Self::Arm64 => "aarch64-unknown-linux-gnu",
        }
    }

    /// What an update file calls it (the same words as the program itself).
    pub(crate) const fn system(self) -> &'static str {
        match self {
            Self::Amd64 => "linux-x86_64",
            Self::Arm64 => "linux-aarch64",
        }
    }

    /// The prefix of the compiler's tools.
    const fn tools(self) -> &'static str {
        match self {
            Self::Amd64 => "x86_64-linux-gnu",
            Self::Arm64 => "aarch64-linux-gnu",
        }
    }

    fn is_this(self) -> bool {
        Self::named(None).is_ok_and(|this| this == self)
    }
}

/// Builds and lays out everything in `out/package/linux-<machine>/folder`.
pub(crate) fn staged(house: &House, machine: Machine) -> Result<PathBuf, Fault> {
    if !cfg!(target_os = "linux") {
        return Err(Fault::new("packages for Linux are made on Linux"));
    }
    let cross = if machine.is_this() {
        Vec::new()
    } else {
        cross_tools(machine)?
    };
    let built = programs::build_with(house, machine.target(), &cross)?;
    let shipped = programs::shipped(&built, "");
    programs::tells_nothing(house, &shipped)?;
    let name = format!("package/linux-{}", machine.debian());
    let folder = fresh_folder(house, &name)?.join("folder");
    staging::stage(house, &shipped, &folder)?;
    licences::write(house, machine.target(), &folder)?;
    staging::write_list(house, &folder)?;
    Ok(folder)
}

/// What cargo must be told to build for another machine.
///
/// # Errors
/// What is missing, and the commands that bring it.
fn cross_tools(machine: Machine) -> Result<Vec<(String, String)>, Fault> {
    let tools = machine.tools();
    let linker = format!("{tools}-gcc");
    let libraries = format!("/usr/lib/{tools}/pkgconfig");
    let web_view = Path::new(&libraries).join("webkit2gtk-4.1.pc");
    if !has_program(&linker) || !web_view.is_file() {
        let (debian, target) = (machine.debian(), machine.target());
        return Err(Fault::new(format!(
            "to build for {debian} on another machine: rustup target add {target}; dpkg \
             --add-architecture {debian}; apt-get update; apt-get install \
             crossbuild-essential-{debian} libwebkit2gtk-4.1-dev:{debian} — or run the same command on \
             an {debian} machine (docs/packaging.md)"
        )));
    }
    let upper = machine.target().replace('-', "_").to_uppercase();
    Ok(vec![
        (format!("CARGO_TARGET_{upper}_LINKER"), linker),
        ("PKG_CONFIG_ALLOW_CROSS".to_owned(), "1".to_owned()),
        (
            "PKG_CONFIG_LIBDIR".to_owned(),
            format!("{libraries}:/usr/share/pkgconfig"),
        ),
    ])
}

/// The moment that everything in a package bears, seconds since 1970: the commit's, or what
/// `SOURCE_DATE_EPOCH` says, so that the same sources give the same bytes on any day.
pub(crate) fn moment(house: &House) -> Result<u64, Fault> {
    if let Ok(said) = std::env::var("SOURCE_DATE_EPOCH") {
        let wrong = |_| Fault::new("SOURCE_DATE_EPOCH is no number of seconds");
        return said.trim().parse().map_err(wrong);
    }
    let mut git = Command::new("git");
    git.args(["log", "-1", "--format=%ct"])
        .current_dir(&house.root);
    let said = git.output().map(|output| output.stdout).unwrap_or_default();
    String::from_utf8_lossy(&said).trim().parse().map_err(|_| {
        Fault::new(
            "git does not tell the commit's time; set SOURCE_DATE_EPOCH (seconds since 1970)",
        )
    })
}

/// Gives every file and folder below `folder`, and itself, this moment.
pub(crate) fn set_moments(folder: &Path, moment: u64) -> Result<(), Fault> {
    let at = std::time::UNIX_EPOCH + std::time::Duration::from_secs(moment);
    for entry in std::fs::read_dir(folder).map_err(Fault::at(folder))? {
        let path = entry.map_err(Fault::at(folder))?.path();
        if path.is_dir() {
            set_moments(&path, moment)?;
        } else {
            set(&path, at)?;
        }
    }
    set(folder, at)
}

fn set(path: &Path, at: std::time::SystemTime) -> Result<(), Fault> {
    std::fs::File::open(path)
        .and_then(|file| file.set_modified(at))
        .map_err(Fault::at(path))
}
