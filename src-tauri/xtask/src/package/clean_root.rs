//! A clean Debian in a throw-away folder, in which a package is installed as on a new PC. It needs
//! root's rights, and leaves nothing mounted: every command has mounts of its own, which end with it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::house::{Fault, has_program, succeed};

/// What it needs of the machine: program and Debian package.
const NEEDED: &[(&str, &str)] = &[
    ("debootstrap", "debootstrap"),
    ("unshare", "util-linux"),
    ("chroot", "coreutils"),
    ("Xvfb", "xvfb"),
    ("xdotool", "xdotool"),
    ("import", "imagemagick"),
];
/// The release that is installed.
const RELEASE: &str = "bookworm";
/// Prepares what a program inside expects, then goes inside. `$1` is the folder, `$2` the person.
const INSIDE: &str = r#"
root=$1 person=$2
shift 2
mount -t proc proc "$root/proc"
mount -t tmpfs tmpfs "$root/dev/shm"
mkdir -p "$root/tmp/.X11-unix"
if [ -d /tmp/.X11-unix ]; then mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"; fi
exec chroot --userspec="$person" "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 "$@"
"#;

/// The root of a small Debian.
#[derive(Clone)]
pub(crate) struct CleanRoot {
    folder: PathBuf,
}

impl CleanRoot {
    /// Installs the smallest Debian in `folder`, from where this machine has its own packages from.
    ///
    /// # Errors
    /// What is missing, and that root's rights are needed.
    pub(crate) fn install(folder: &Path) -> Result<Self, Fault> {
        if !is_root() {
            return Err(Fault::new(
                "a clean Debian root is made by root only: run this as root, on a machine or in a \
                 container of its own",
            ));
        }
        let missing: Vec<&str> = NEEDED
            .iter()
            .filter(|(program, _)| !has_program(program))
            .map(|(_, package)| *package)
            .collect();
        if !missing.is_empty() {
            let text = format!("missing here: apt-get install {}", missing.join(" "));
            return Err(Fault::new(text));
        }
        let sources = sources()?;
        let mirror = sources
            .iter()
            .find_map(|(address, suite)| (suite == RELEASE).then_some(address))
            .ok_or_else(|| Fault::new(format!("this machine's apt knows no {RELEASE}")))?;
        let mut bootstrap = Command::new("debootstrap");
        bootstrap
            .args(["--variant=minbase", RELEASE])
            .arg(folder)
            .arg(mirror)
            .stdout(Stdio::null());
        succeed("debootstrap", &mut bootstrap)?;
        let root = Self {
            folder: folder.to_owned(),
        };
        let lines: String = sources
            .iter()
            .map(|(address, suite)| format!("deb {address} {suite} main\n"))
            .collect();
        root.write("etc/apt/sources.list", &lines)?;
        root.apt(&["update"])?;
        Ok(root)
    }

    /// Where a path of the root is outside.
    pub(crate) fn outside(&self, path: &str) -> PathBuf {
        self.folder.join(path.trim_start_matches('/'))
    }

    /// Writes a file of the root.
    pub(crate) fn write(&self, path: &str, text: &str) -> Result<(), Fault> {
        let file = self.outside(path);
        fs::write(&file, text).map_err(Fault::at(&file))
    }

    /// A command inside, as `person` (`root` or a user and group by number).
    pub(crate) fn command(&self, person: &str, words: &[&str]) -> Command {
        let mut command = Command::new("unshare");
        command
            .args(["--mount", "--pid", "--fork", "--kill-child"])
            .args(["sh", "-e", "-c", INSIDE, "inside"])
            .arg(&self.folder)
            .arg(person)
            .args(words);
        command
    }

    /// Runs `apt-get` inside, without questions.
    pub(crate) fn apt(&self, words: &[&str]) -> Result<(), Fault> {
        let mut line = vec!["DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y"];
        line.extend(words);
        let mut command = self.command("root", &line);
        succeed(
            &format!("apt-get {}", words.join(" ")),
            command.stdout(Stdio::null()),
        )
    }
}

/// Addresses and suites of Debian that this machine's apt knows.
fn sources() -> Result<Vec<(String, String)>, Fault> {
    let told = Command::new("apt-get")
        .args([
            "indextargets",
            "--format",
            "$(REPO_URI) $(RELEASE)",
            "Created-By: Packages",
        ])
        .output()
        .map_err(|error| Fault::new(format!("apt-get indextargets: {error}")))?;
    let mut lines: Vec<(String, String)> = String::from_utf8_lossy(&told.stdout)
        .lines()
        .filter_map(|line| line.split_once(' '))
        .filter(|(_, suite)| suite.starts_with(RELEASE))
        .map(|(address, suite)| (address.to_owned(), suite.to_owned()))
        .collect();
    lines.sort();
    lines.dedup();
    Ok(lines)
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|id| id.stdout.trim_ascii() == b"0")
}
