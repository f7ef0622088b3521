//! Takes the handbook's pictures again: a story walks through every duty in the real window, and
//! what it photographed becomes small enough to be kept; it draws nothing itself.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::house::{Fault, House, fresh_folder, has_program, succeed};
use crate::window;

/// Where the handbook has its pictures.
const ALBUM: &str = "docs/用户手册/图";
/// All pictures together, in bytes.
const WHOLE: u64 = 3 << 20;
/// A window has few colours; more would only be soft edges of its letters.
const COLOURS: &str = "128";

/// `cargo xtask screenshots`.
pub(crate) fn take(house: &House) -> Result<(), Fault> {
    if !has_program("pngquant") {
        return Err(Fault::new(
            "pngquant makes the pictures small; please install it (Debian: apt-get install pngquant)",
        ));
    }
    window::build(house)?;
    let raw = fresh_folder(house, "screenshots")?;
    window::rehearse(house, "window::handbook", &[("GONGKAI_PICTURES", &raw)])?;
    let album = house.root.join(ALBUM);
    std::fs::create_dir_all(&album).map_err(Fault::at(&album))?;
    for old in pictures(&album)? {
        std::fs::remove_file(&old).map_err(Fault::at(&old))?;
    }
    let mut size = 0;
    let taken = pictures(&raw)?;
    for picture in &taken {
        size += keep(picture, &album)?;
    }
    println!("\n{} pictures, {} KB, in {ALBUM}", taken.len(), size >> 10);
    if size > WHOLE {
        return Err(Fault::new(format!(
            "the pictures have {size} bytes together; {WHOLE} is the limit"
        )));
    }
    Ok(())
}

fn pictures(folder: &Path) -> Result<Vec<PathBuf>, Fault> {
    let files = std::fs::read_dir(folder).map_err(Fault::at(folder))?;
    let mut pictures: Vec<PathBuf> = files
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|end| end == "png"))
        .collect();
    pictures.sort();
    Ok(pictures)
}

/// Puts a picture into the album and answers with its size there.
fn keep(picture: &Path, album: &Path) -> Result<u64, Fault> {
    let kept = album.join(picture.file_name().unwrap_or_default());
    let mut command = Command::new("pngquant");
    command.args(["--strip", "--speed", "1", "--nofs", "--output"]);
    command.arg(&kept).args([COLOURS, "--"]).arg(picture);
    succeed("pngquant", &mut command)?;
    Ok(std::fs::metadata(&kept).map_err(Fault::at(&kept))?.len())
}
