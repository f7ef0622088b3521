//! `photographed DIR PDF…`: takes a photo or a scan of each paper's first page, as telephones and scanners
//! take them, for measuring how scans come in.

#![expect(
    clippy::expect_used,
    reason = "a picture that cannot be taken ends the measuring, and says where"
)]

#[expect(dead_code, reason = "stories photograph in more ways")]
#[path = "../fixtures/photos.rs"]
mod photos;

use std::path::PathBuf;

fn main() -> Result<(), String> {
    let mut words = std::env::args_os().skip(1).map(PathBuf::from);
    let folder = words.next().ok_or("usage: photographed DIR PDF…")?;
    std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    for (place, pdf) in words.enumerate() {
        let sheet = photos::drawn(&pdf, 200).remove(0);
        let picture = match place % 3 {
            0 => photos::photo(&sheet, photos::ASLANT),
            1 => photos::scan(&sheet, 2.5),
            _ => photos::scan(&sheet, -1.0),
        };
        let path = folder.join(format!("IMG_{place:04}.jpg"));
        std::fs::write(&path, photos::jpeg(&picture)).map_err(|error| error.to_string())?;
    }
    Ok(())
}
