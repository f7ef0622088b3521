//! Which files are taken in: those that were chosen, and the pictures and PDFs of a folder.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::Problem;
use crate::problem::file_problem;
use crate::typed::masked;

/// Most files that are taken in at once.
const MOST: usize = 1_000;

/// A file that was not looked at.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "TakeInScansLeftOut")
)]
pub struct LeftOut {
    /// Its name.
    pub file: String,
    /// Why.
    pub why: String,
}

pub(super) struct Found {
    pub(super) files: Vec<PathBuf>,
    pub(super) left_out: Vec<LeftOut>,
}

/// The files behind what was chosen. Folders in a folder are left out.
///
/// # Errors
/// `nothing-to-take`, `too-many-files`, `file-missing`, a folder that cannot be read.
pub(super) fn found(chosen: &[PathBuf]) -> Result<Found, Problem> {
    let mut found = Found {
        files: Vec::new(),
        left_out: Vec::new(),
    };
    for path in chosen {
        let about = fs::metadata(path).map_err(|error| file_problem(path, &error))?;
        match about.is_dir() {
            true => in_folder(path, &mut found)?,
            false => found.files.push(path.clone()),
        }
    }
    found.files.dedup();
    if found.files.is_empty() {
        let text = "没有图片或 PDF 可收";
        let next = "选择扫描或拍照得到的 JPG、PNG、TIFF、PDF，或装着它们的文件夹";
        return Err(Problem::refused("nothing-to-take", text, next));
    }
    if found.files.len() > MOST {
        let text = format!("一次选了 {} 个文件，最多 {MOST} 个", found.files.len());
        return Err(Problem::refused("too-many-files", text, "分几次收"));
    }
    Ok(found)
}

fn in_folder(folder: &Path, found: &mut Found) -> Result<(), Problem> {
    let entries = fs::read_dir(folder).map_err(|error| file_problem(folder, &error))?;
    let mut paths = Vec::new();
    for entry in entries {
        paths.push(entry.map_err(|error| file_problem(folder, &error))?.path());
    }
    paths.sort();
    for path in paths {
        let name = name_of(&path);
        if path.is_dir() || name.starts_with('.') {
            continue;
        }
        match is_picture(&path) {
            true => found.files.push(path),
            false => found.left_out.push(LeftOut {
                file: masked(&name),
                why: "不是图片或 PDF".to_owned(),
            }),
        }
    }
    Ok(())
}

/// By its ending: in a folder there are other files as well.
fn is_picture(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default().to_ascii_lowercase();
    [
        "jpg", "jpeg", "png", "tif", "tiff", "pdf", "heic", "heif", "bmp", "webp",
    ]
    .iter()
    .any(|known| ending == *known)
}

/// The name of a file.
pub(super) fn name_of(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}
