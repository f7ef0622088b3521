//! Lays the sheets of scans and photos straight and writes each beside as a JPEG, with the time it
//! took; it files nothing.
//!
//! `cargo run --release -p gongkai-intake --example straighten -- FOLDER PICTURE…`
#![expect(clippy::print_stdout, reason = "the times are its answer")]

use std::path::PathBuf;
use std::time::Instant;

use gongkai_intake::{PHOTO_LIMITS, straighten_sheets_held};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let folder = arguments
        .next()
        .ok_or("usage: straighten FOLDER PICTURE…")?;
    std::fs::create_dir_all(&folder)?;
    for path in arguments {
        let bytes = std::fs::read(&path)?;
        let start = Instant::now();
        let straightened = straighten_sheets_held(&bytes, &PHOTO_LIMITS)?;
        let took = start.elapsed();
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        for (page, number) in straightened.pages.iter().zip(1..) {
            std::fs::write(folder.join(format!("{stem}-{number}.jpg")), &page.jpeg)?;
            let codes = page.codes.join(" ");
            let (skew, cornered) = (page.skew, page.cornered);
            println!("{stem} {number}: {page:?} {codes} skew {skew:.2} cornered {cornered}");
        }
        let pages = straightened.pages.len();
        println!("{stem}: {pages} pages in {} ms", took.as_millis());
    }
    Ok(())
}
