//! What every target does with its food: turns it into a file, reads it, understands it, searches
//! it; a refusal is as good as a reading, a panic of this house is not.

#[path = "../../fixtures/zoo.rs"]
pub mod zoo;

use std::sync::Once;

use gongkai_intake::document::Table;
use gongkai_intake::standard::read_standard;
use gongkai_intake::{
    Choice, Cleaned, Limits, PHOTO_LIMITS, clean_document_held, pasted_page, read_document_held,
    read_held, scan, straighten_sheets_held, understand,
};
use gongkai_rulebook::privacy::ScanOptions;

/// A file of a few kilobytes has no right to more.
fn limits() -> Limits {
    Limits {
        cells: 200_000,
        text: 16 << 20,
        unpacked: 32 << 20,
        ..Limits::default()
    }
}

/// Feeds one food of a kind of workbook.
pub fn feed(kind: &str, food: &[u8]) {
    listen();
    let limits = limits();
    let Ok(book) = read_held(&zoo::feed::file_of(kind, food), "名单", &limits) else {
        return;
    };
    // Understanding takes much longer than reading, and one food in eight shows as much.
    if food.len() % 8 > 0 {
        return;
    }
    if let Ok(understood) = understand(&book, &Choice::default()) {
        let rows = book.sheets.iter().flat_map(|sheet| &sheet.rows);
        let filled = rows.filter(|row| row.cells().any(|cell| !cell.text.trim().is_empty()));
        let counts = understood.counts;
        let told = counts.read + counts.skipped + counts.refused;
        assert_eq!(told, filled.count() as u64, "a row was lost");
    }
    let _ = scan(&book, &ScanOptions::default());
}

/// Feeds one food of a kind of document; a clean copy must be read again, and hide nothing.
pub fn feed_document(kind: &str, food: &[u8]) {
    listen();
    let limits = limits();
    let bytes = zoo::documents::file_of(kind, food);
    if let Ok(document) = read_document_held(&bytes, &limits) {
        let _ = document.scan(&ScanOptions::default());
        for table in &document.tables {
            let _ = read_standard(table);
        }
    }
    if let Ok(Cleaned::Copy(copy)) = clean_document_held(&bytes, &limits) {
        let again = read_document_held(&copy.bytes, &limits);
        let hides = again.map(|document| document.remnants);
        assert!(matches!(&hides, Ok(left) if left.is_empty()), "{hides:?}");
    }
    if kind == "page" {
        let _ = pasted_page(&String::from_utf8_lossy(food), &limits);
    }
}

/// Feeds one photo or scan: every page that comes of it has dots and a size.
pub fn feed_scan(food: &[u8]) {
    listen();
    // A page of a PDF is drawn at the resolution of a scan: two show as much as two hundred.
    let limits = Limits {
        sheets: 2,
        ..PHOTO_LIMITS
    };
    if let Ok(straight) = straighten_sheets_held(&zoo::scans::file_of(food), &limits) {
        for page in &straight.pages {
            assert!(
                page.width > 0 && page.height > 0 && page.skew.abs() <= 20.0,
                "{page:?}"
            );
            assert!(page.jpeg.starts_with(b"\xFF\xD8"), "{page:?}");
        }
    }
}

/// Feeds one table to the reader of catalogues: no line may come from nowhere.
pub fn feed_catalogue(food: &[u8]) {
    listen();
    let table = Table {
        name: "表 1".to_owned(),
        rows: zoo::documents::table_of(food),
    };
    let filled = table
        .rows
        .iter()
        .filter(|row| row.iter().any(|cell| !cell.trim().is_empty()));
    if let Some(read) = read_standard(&table) {
        assert!(
            read.rows.len() + read.skipped.len() <= filled.count(),
            "a row from nowhere"
        );
    }
}

fn listen() {
    static LISTENING: Once = Once::new();
    LISTENING.call_once(hear_panics);
}

/// A parser from outside may give up: its panic is caught and becomes a sentence. One of this
/// house's own code is a fault.
fn hear_panics() {
    let aborts = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let place = panic.location().map_or("", |place| place.file());
        if !place.contains("/.cargo/registry/") {
            aborts(panic);
        }
    }));
}
