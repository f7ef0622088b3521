//! Sets specimens of every paper with invented people and writes them as PDF files; refuses to
//! measure anything but itself.
//!
//! `cargo run -p gongkai-printroom --example specimen -- FOLDER [LINES-OF-THE-REGISTER]`

use std::path::{Path, PathBuf};
use std::time::Instant;

#[path = "../tests/printed/office.rs"]
mod office;

use gongkai_printroom::FontShelf;
use gongkai_printroom::pdf::write_pdf;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().unwrap_or_else(|| "out".to_owned()));
    let lines: usize = arguments.next().unwrap_or_default().parse().unwrap_or(60);
    std::fs::create_dir_all(&folder)?;
    let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/fonts");
    for paper in [
        "copies", "long", "draft", "wide", "text", "approval", "signed", "slip", "register",
        "empty", "batch-1", "batch-12", "batch-40", "return",
    ] {
        let start = Instant::now();
        let shelf = FontShelf::load(&fonts, None)?;
        let pages = match paper {
            "copies" => office::copies(4).pages(&shelf)?,
            "long" => office::copies(150).pages(&shelf)?,
            "wide" => office::wide(14).pages(&shelf)?,
            "text" => office::long_text().pages(&shelf)?,
            "empty" => office::register(0).pages(&shelf)?,
            "return" => office::return_slip(14).pages(&shelf)?,
            "draft" => office::draft().pages(&shelf)?,
            "approval" => office::approval(7, false).pages(&shelf)?,
            "batch-1" => office::batch(1).pages(&shelf)?,
            "batch-12" => office::batch(12).pages(&shelf)?,
            "batch-40" => office::batch(40).pages(&shelf)?,
            "signed" => office::approval(3, true).pages(&shelf)?,
            "slip" => office::slip(3).pages(&shelf)?,
            _ => office::register(lines).pages(&shelf)?,
        };
        let set = start.elapsed();
        let pdf = write_pdf(&pages, &shelf, &office::about())?;
        let text = format!(
            "{paper}: {} pages, {} bytes, set {:?}, all {:?}\n",
            pages.len(),
            pdf.len(),
            set,
            start.elapsed()
        );
        std::io::Write::write_all(&mut std::io::stdout(), text.as_bytes())?;
        std::fs::write(folder.join(format!("{paper}.pdf")), pdf)?;
    }
    Ok(())
}
