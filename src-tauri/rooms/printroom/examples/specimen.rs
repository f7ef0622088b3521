//! Sets specimens of every paper with invented people and writes them as PDF files; refuses to
//! measure anything but itself.
//!
//! `cargo run -p gongkai-printroom --example specimen -- FOLDER [LINES-OF-THE-REGISTER]`

use std::path::{Path, PathBuf};
use std::time::Instant;

#[path = "../tests/printed/office.rs"]
mod office;

use gongkai_printroom::editable::{write_docx, write_xlsx};
use gongkai_printroom::papers::EnvelopeSize;
use gongkai_printroom::pdf::write_pdf;
use gongkai_printroom::{FontShelf, FormShelf};
use gongkai_rulebook::printing::PostedSheet;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().unwrap_or_else(|| "out".to_owned()));
    let lines: usize = arguments.next().unwrap_or_default().parse().unwrap_or(60);
    std::fs::create_dir_all(&folder)?;
    let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/fonts");
    let forms = FormShelf::new(&fonts.with_file_name("forms"), None);
    for paper in [
        "copies",
        "long",
        "draft",
        "wide",
        "text",
        "approval",
        "signed",
        "slip",
        "register",
        "empty",
        "batch-1",
        "batch-12",
        "batch-40",
        "return",
        "correction",
        "withdrawal",
        "letter",
        "leaflet",
        "feedback",
        "envelope",
        "envelope-c4",
        "envelope-plain",
        "envelope-plain-b6",
        "envelope-plain-c5",
        "changes",
        "posted-large",
        "posted-a3",
        "posted-a3-lying",
        "posted-a3-list",
        "very-wide",
    ] {
        let start = Instant::now();
        let shelf = FontShelf::load(&fonts, None)?;
        let pages = match paper {
            "copies" => office::copies(4).pages(&shelf, &forms)?,
            "long" => office::copies(150).pages(&shelf, &forms)?,
            "wide" => office::wide(14).pages(&shelf, &forms)?,
            "text" => office::long_text().pages(&shelf, &forms)?,
            "empty" => office::register(0).pages(&shelf, &forms)?,
            "return" => office::return_slip(14).pages(&shelf, &forms)?,
            "draft" => office::draft().pages(&shelf, &forms)?,
            "approval" => office::approval(7, false).pages(&shelf, &forms)?,
            "batch-1" => office::batch(1).pages(&shelf, &forms)?,
            "batch-12" => office::batch(12).pages(&shelf, &forms)?,
            "batch-40" => office::batch(40).pages(&shelf, &forms)?,
            "signed" => office::approval(3, true).pages(&shelf, &forms)?,
            "correction" => office::notice(true).pages(&shelf, &forms)?,
            "withdrawal" => office::notice(false).pages(&shelf, &forms)?,
            "letter" => office::letter().pages(&shelf, &forms)?,
            "leaflet" => office::leaflet().pages(&shelf, &forms)?,
            "feedback" => office::feedback().pages(&shelf, &forms)?,
            "envelope" => office::envelope(EnvelopeSize::DL).pages(&shelf, &forms)?,
            "envelope-c4" => office::envelope(EnvelopeSize::C4).pages(&shelf, &forms)?,
            "envelope-plain" => office::plain_envelope(EnvelopeSize::DL).pages(&shelf, &forms)?,
            "envelope-plain-b6" => {
                office::plain_envelope(EnvelopeSize::B6).pages(&shelf, &forms)?
            }
            "envelope-plain-c5" => {
                office::plain_envelope(EnvelopeSize::C5).pages(&shelf, &forms)?
            }
            "changes" => office::changes().pages(&shelf, &forms)?,
            "posted-large" => {
                office::posted(office::copies(12), PostedSheet::A4Large).pages(&shelf, &forms)?
            }
            "posted-a3" => {
                office::posted(office::copies(4), PostedSheet::A3).pages(&shelf, &forms)?
            }
            "posted-a3-lying" => {
                office::posted(office::copies(12), PostedSheet::A3Lying).pages(&shelf, &forms)?
            }
            "posted-a3-list" => {
                office::posted(office::wide(9), PostedSheet::A3).pages(&shelf, &forms)?
            }
            "very-wide" => office::wide(20).pages(&shelf, &forms)?,
            "slip" => office::slip(3).pages(&shelf, &forms)?,
            _ => office::register(lines).pages(&shelf, &forms)?,
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
    for (name, document) in office::documents() {
        let blocks = document.blocks(&forms)?;
        let make = document.make();
        let about = office::about();
        let docx = write_docx(&blocks, make, document.banner(), &about)?;
        std::fs::write(folder.join(format!("{name}.docx")), docx)?;
        if let Ok(xlsx) = write_xlsx(&blocks, make, &about) {
            std::fs::write(folder.join(format!("{name}.xlsx")), xlsx)?;
        }
    }
    Ok(())
}
