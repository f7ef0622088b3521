//! Lays out the one folder that every package wraps: programs, what they read, licences, and a list
//! of all of it, by which the program checks itself after installing.

use std::path::{Path, PathBuf};

use serde_json::json;
use sha2::{Digest as _, Sha256};

use crate::house::{Fault, House};

/// The list of files, beside the programs. The window and its self-test read it.
pub(crate) const LIST: &str = "files.json";

/// Folders of `assets` that the programs read.
const BROUGHT: &[&str] = &["fonts", "forms", "sample-office"];

/// The house's own licences.
const LICENCES: &[&str] = &["LICENSE-MulanPSL2", "LICENSE-APACHE"];

/// What makes the fonts is not shipped with them.
fn is_shipped(path: &str) -> bool {
    !path.ends_with(".sh") && !path.ends_with(".py")
}

/// Lays out `folder` anew: `programs` side by side, what they bring along, licences, and the list.
///
/// # Errors
/// What the disk says, with the path.
pub(crate) fn stage(house: &House, programs: &[PathBuf], folder: &Path) -> Result<(), Fault> {
    lay_out(house, programs, folder)?;
    write_list(house, folder)
}

/// Everything but the list, which is written last: signing changes programs.
pub(crate) fn lay_out(house: &House, programs: &[PathBuf], folder: &Path) -> Result<(), Fault> {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            return Err(Fault::at(folder)(error));
        }
        Ok(()) | Err(_) => {}
    }
    std::fs::create_dir_all(folder).map_err(Fault::at(folder))?;
    for program in programs {
        copy_into(program, folder)?;
    }
    for name in BROUGHT {
        copy_tree(&house.root.join("assets").join(name), &folder.join(name))?;
    }
    let licences = folder.join("licences");
    std::fs::create_dir_all(&licences).map_err(Fault::at(&licences))?;
    for name in LICENCES {
        copy_into(&house.root.join(name), &licences)?;
    }
    Ok(())
}

/// Writes `files.json`: the version, and of every file its path, size and SHA-256.
pub(crate) fn write_list(house: &House, folder: &Path) -> Result<(), Fault> {
    let files: Vec<_> = files(folder)?
        .into_iter()
        .filter(|path| path != LIST)
        .map(|path| {
            let bytes =
                std::fs::read(folder.join(&path)).map_err(Fault::at(&folder.join(&path)))?;
            let sha256 = hex::encode(Sha256::digest(&bytes));
            Ok(json!({ "path": path, "size": bytes.len(), "sha256": sha256 }))
        })
        .collect::<Result<_, Fault>>()?;
    let list = json!({ "version": version(house)?, "files": files });
    let list_file = folder.join(LIST);
    std::fs::write(&list_file, format!("{list:#}\n")).map_err(Fault::at(&list_file))
}

/// Every file below `folder`, by its path there with `/` between the parts, in one order.
pub(crate) fn files(folder: &Path) -> Result<Vec<String>, Fault> {
    let mut found = Vec::new();
    collect(folder, "", &mut found)?;
    found.sort();
    Ok(found)
}

fn collect(folder: &Path, before: &str, found: &mut Vec<String>) -> Result<(), Fault> {
    for entry in std::fs::read_dir(folder).map_err(Fault::at(folder))? {
        let entry = entry.map_err(Fault::at(folder))?;
        let path = entry.path();
        let name = format!("{before}{}", entry.file_name().to_string_lossy());
        if path.is_dir() {
            collect(&path, &format!("{name}/"), found)?;
        } else {
            found.push(name);
        }
    }
    Ok(())
}

/// The version of what is shipped.
pub(crate) fn version(house: &House) -> Result<String, Fault> {
    let packages = house.metadata["packages"].as_array();
    packages
        .into_iter()
        .flatten()
        .find(|package| package["name"] == "gongkai-desk")
        .and_then(|package| package["version"].as_str())
        .map(str::to_owned)
        .ok_or_else(|| Fault::new("cargo metadata gives no version of gongkai-desk"))
}

fn copy_tree(from: &Path, to: &Path) -> Result<(), Fault> {
    for path in files(from)?.into_iter().filter(|path| is_shipped(path)) {
        let target = to.join(&path);
        if let Some(folder) = target.parent() {
            std::fs::create_dir_all(folder).map_err(Fault::at(folder))?;
        }
        let source = from.join(&path);
        std::fs::copy(&source, &target).map_err(Fault::at(&source))?;
    }
    Ok(())
}

fn copy_into(file: &Path, folder: &Path) -> Result<(), Fault> {
    let name = file.file_name().unwrap_or_default();
    std::fs::copy(file, folder.join(name)).map_err(Fault::at(file))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_is_shipped_is_in_the_list() {
        let house = House::find().unwrap();
        let ground = std::env::temp_dir().join(format!("gongkai-stage-{}", std::process::id()));
        let program = ground.join("gongkai.exe");
        std::fs::create_dir_all(&ground).unwrap();
        std::fs::write(&program, b"program").unwrap();
        let folder = ground.join("政务公开");
        stage(&house, &[program], &folder).unwrap();
        let text = std::fs::read_to_string(folder.join(LIST)).unwrap();
        let list: serde_json::Value = serde_json::from_str(&text).unwrap();
        let listed: Vec<_> = list["files"].as_array().unwrap().iter().collect();
        assert_eq!(listed.len() + 1, files(&folder).unwrap().len());
        let program = listed.iter().find(|file| file["path"] == "gongkai.exe");
        let program = program.unwrap();
        assert_eq!(program["size"], 7);
        assert_eq!(
            program["sha256"],
            "1310ca2c8932dbd118668bd97442558a3e1f546b5e15c69699dfbd6024f548d8"
        );
        // What the programs look for before they believe a folder to be theirs.
        for brought in ["fonts", "forms", "sample-office"] {
            assert!(
                folder.join(brought).join("README.md").is_file(),
                "{brought}"
            );
        }
        assert!(!folder.join("fonts/make-fonts.sh").exists());
        std::fs::remove_dir_all(&ground).unwrap();
    }
}
