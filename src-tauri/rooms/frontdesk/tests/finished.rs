//! Finished papers of the printroom are read again by intake: every word on them, and nothing less
//! than all of them.

#![expect(
    clippy::unwrap_used,
    reason = "a test fails where its footing gives way"
)]

#[expect(
    dead_code,
    reason = "shared with printroom's tests, which use the rest"
)]
#[path = "../../printroom/tests/printed/office.rs"]
mod office;

use std::path::Path;

use gongkai_intake::pdf_pages;
use gongkai_printroom::pdf::write_pdf;
use gongkai_printroom::{FontShelf, FormShelf, Page};

/// The fonts that the program brings along.
fn shelf() -> FontShelf {
    let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/fonts");
    FontShelf::load(&fonts, None).unwrap()
}

/// The forms that the program brings along.
fn forms() -> FormShelf {
    let forms = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/forms");
    FormShelf::new(&forms, None)
}

fn pdf(pages: &[Page], shelf: &FontShelf) -> Vec<u8> {
    write_pdf(pages, shelf, &office::about()).unwrap()
}

#[test]
fn our_own_papers_are_read_whole() {
    let shelf = shelf();
    let mut copies = office::copies(60);
    copies.lists[0].table.rows[7].cells[4] = "证号430699199001010017请删去".into();
    for pages in [
        copies.pages(&shelf, &forms()),
        office::draft().pages(&shelf, &forms()),
        office::approval(7, true).pages(&shelf, &forms()),
        office::register(30).pages(&shelf, &forms()),
    ] {
        let pages = pages.unwrap();
        let read = pdf_pages(&pdf(&pages, &shelf)).unwrap();
        assert_eq!(read.len(), pages.len());
        for (page, read) in pages.iter().zip(&read) {
            assert!(read.not_looked_at.is_empty());
            assert!(read.invisible.is_empty() && read.mixed.is_empty());
            for run in page.runs() {
                assert!(
                    read.shown.contains(&run.text),
                    "“{}” in {}",
                    run.text,
                    read.shown
                );
            }
        }
    }
    let read = pdf_pages(&pdf(&copies.pages(&shelf, &forms()).unwrap(), &shelf)).unwrap();
    let with_id = read
        .iter()
        .filter(|page| page.shown.contains("430699199001010017"));
    assert_eq!(with_id.count(), 3, "an ID number is found in each copy");
}

#[test]
fn a_paper_that_is_cut_off_or_damaged_is_never_taken_for_whole() {
    let shelf = shelf();
    let whole = pdf(
        &office::approval(3, false).pages(&shelf, &forms()).unwrap(),
        &shelf,
    );
    for part in 1..40 {
        let cut = &whole[..whole.len() * part / 40];
        assert!(pdf_pages(cut).is_err(), "cut at {part}/40");
    }
    let mut state = 7_u32;
    for _ in 0..60 {
        let mut broken = whole.clone();
        for _ in 0..30 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let at = state as usize % broken.len();
            broken[at] = (state >> 13) as u8;
        }
        // Read or refused, but the call comes back.
        if let Ok(read) = pdf_pages(&broken) {
            assert!(read.len() <= 50);
        }
    }
}
