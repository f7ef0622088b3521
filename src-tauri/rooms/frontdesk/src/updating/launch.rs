//! The installed program is what shortcuts and the system know. Where an update has brought a newer
//! version, it starts that one in its place.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use super::place::Place;

/// Starts the version that an update has brought, with these arguments; none where `program` itself
/// is the version in force, or the newer one cannot be started.
///
/// On Unix the process becomes the newer program; elsewhere it waits for it and ends as it ends.
pub fn hand_over(
    program: &Path,
    arguments: impl IntoIterator<Item = OsString>,
) -> Option<ExitCode> {
    let newer = successor(program)?;
    let mut command = Command::new(newer);
    command.args(arguments);
    started(&mut command)
}

#[cfg(unix)]
fn started(command: &mut Command) -> Option<ExitCode> {
    use std::os::unix::process::CommandExt as _;
    // It only comes back where the other one could not be started.
    let _ = command.exec();
    None
}

#[cfg(not(unix))]
fn started(command: &mut Command) -> Option<ExitCode> {
    let status = command.status().ok()?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Some(code.map_or(ExitCode::FAILURE, ExitCode::from))
}

/// The program of the version in force, where that is another one than `program`.
fn successor(program: &Path) -> Option<PathBuf> {
    let place = Place::of(program)?;
    if program.parent() != Some(place.home()) {
        // An update's own program is never the one that starts others.
        return None;
    }
    let current = place.brought().ok()??;
    let newer = place.folder_of(&current).join(program.file_name()?);
    newer.is_file().then_some(newer)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::updating::{Edition, Standing};

    #[test]
    fn the_installed_program_starts_the_version_in_force_and_no_other() {
        let ground = tempfile::tempdir().unwrap();
        let program = ground.path().join("gongkai");
        fs::write(&program, "").unwrap();
        assert_eq!(successor(&program), None);
        fs::write(
            ground.path().join("files.json"),
            r#"{"version":"0.2.0","files":[]}"#,
        )
        .unwrap();
        let place = Place::of(&program).unwrap();
        let mut standing = Standing::default();
        let mut brought = |version: &str| {
            let current = Edition {
                version: version.parse().unwrap(),
                form: 5,
            };
            fs::create_dir_all(place.folder_of(&current)).unwrap();
            fs::write(place.folder_of(&current).join("gongkai"), "").unwrap();
            standing.current = Some(current);
            place.keep(&standing).unwrap();
            successor(&program)
        };
        let newer = ground.path().join("版本").join("0.3.0").join("gongkai");
        assert_eq!(brought("0.3.0"), Some(newer.clone()));
        // The newer one starts nobody.
        assert_eq!(successor(&newer), None);
        // Whoever installed a newer program by hand gets that one.
        assert_eq!(brought("0.1.9"), None);
        assert_eq!(brought("0.2.0"), None);
        // A version that is gone is not started.
        brought("0.4.0");
        fs::remove_dir_all(ground.path().join("版本").join("0.4.0")).unwrap();
        assert_eq!(successor(&program), None);
    }
}
