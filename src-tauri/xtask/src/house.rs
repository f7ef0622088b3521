//! Where things stand on disk and how programs are started; it decides nothing.

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What went wrong, in a sentence; a chore ends at the first one.
#[derive(Debug)]
pub(crate) struct Fault(String);

impl Fault {
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// A fault of the file system, with the path it happened at.
    pub(crate) fn at(path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_owned();
        move |error| Self(format!("{}: {error}", path.display()))
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The working tree and its build folder.
pub(crate) struct House {
    /// The workspace's root.
    pub(crate) root: PathBuf,
    /// Where cargo puts what it builds.
    pub(crate) target: PathBuf,
    /// What `cargo metadata --no-deps` says.
    pub(crate) metadata: serde_json::Value,
}

impl House {
    /// Asks cargo where the workspace is.
    pub(crate) fn find() -> Result<Self, Fault> {
        let here = std::env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let output = cargo()
            .args(["metadata", "--no-deps", "--format-version", "1"])
            .current_dir(&here)
            .stderr(Stdio::inherit())
            .output()
            .map_err(|error| Fault::new(format!("cargo metadata: {error}")))?;
        let metadata: serde_json::Value = serde_json::from_slice(&output.stdout)
            .map_err(|error| Fault::new(format!("cargo metadata: {error}")))?;
        let folder = |key: &str| {
            metadata[key]
                .as_str()
                .map(PathBuf::from)
                .ok_or_else(|| Fault::new(format!("cargo metadata gives no {key}")))
        };
        Ok(Self {
            root: folder("workspace_root")?,
            target: folder("target_directory")?,
            metadata,
        })
    }

    /// `out/`, where chores leave what a person may look at; never committed.
    pub(crate) fn out(&self) -> PathBuf {
        self.root.join("out")
    }

    /// A program cargo has built.
    pub(crate) fn program(&self, profile: &str, name: &str) -> PathBuf {
        self.target
            .join(profile)
            .join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
    }

    /// A cargo command at the workspace's root.
    pub(crate) fn cargo(&self, args: &[&str]) -> Command {
        let mut command = cargo();
        command.args(args).current_dir(&self.root);
        command
    }
}

/// The cargo that started this chore. What cargo set for the chore itself is not handed on, for
/// it would look like a changed environment and build things again.
fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    for (name, _) in std::env::vars_os() {
        if name
            .to_str()
            .is_some_and(|name| name.starts_with("CARGO_PKG_"))
        {
            command.env_remove(&name);
        }
    }
    command
        .env_remove("CARGO_MANIFEST_DIR")
        .env_remove("CARGO_MANIFEST_PATH");
    command
}

/// Runs a command whose output the person sees.
pub(crate) fn succeed(what: &str, command: &mut Command) -> Result<(), Fault> {
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(Fault::new(format!("{what}: {status}"))),
        Err(error) => Err(Fault::new(format!("{what}: {error}"))),
    }
}

/// Whether a program of this name can be started.
pub(crate) fn has_program(name: &str) -> bool {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(&folders).any(|folder| folder.join(&file).is_file())
}

/// Makes a folder anew: what an earlier run left in it goes. Only ever called below `out/`.
pub(crate) fn fresh_folder(house: &House, name: &str) -> Result<PathBuf, Fault> {
    let folder = house.out().join(name);
    match std::fs::remove_dir_all(&folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            return Err(Fault::at(&folder)(error));
        }
        Ok(()) | Err(_) => {}
    }
    std::fs::create_dir_all(&folder).map_err(Fault::at(&folder))?;
    Ok(folder)
}
