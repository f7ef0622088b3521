//! The zoo, replayed: tame books say the same in every format, bombs are answered as they must be,
//! spoilt ones are read or refused, and nothing panics, hangs or loses a row.

#![expect(
    clippy::unwrap_used,
    reason = "a test fails where its footing gives way"
)]

#[path = "../../../../tests/fixtures/zoo.rs"]
pub mod zoo;

use std::path::Path;
use std::time::{Duration, Instant};

use gongkai_intake::document::Table;
use gongkai_intake::standard::read_standard;
use gongkai_intake::{
    Choice, Cleaned, IntakeError, Limits, PHOTO_LIMITS, Workbook, clean_document_held,
    read_document_held, read_held, read_here, scan, straighten_sheets_held, understand,
};
use gongkai_rulebook::privacy::ScanOptions;
use zoo::bombs::Answer;
use zoo::book::{Book, Said};

/// Longer than this is a hang, on a busy machine and in whatever build. How long a file takes is
/// measured by `cargo xtask bench zoo`, against five seconds.
const LONGEST: Duration = Duration::from_secs(60);
/// What may be wrong with a file's inside.
const KNOWN: [&str; 6] = [
    "truncated",
    "damaged",
    "too-big",
    "encrypted",
    "not-a-workbook",
    "empty-file",
];
const SEED: u64 = 20_191_015;

fn read(name: &str, bytes: &[u8]) -> Result<Workbook, IntakeError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    let begun = Instant::now();
    let answer = read_here(&path, &Limits::default());
    assert!(begun.elapsed() < LONGEST, "{name}: {:?}", begun.elapsed());
    answer
}

/// A refusal that a clerk can act on, in Chinese.
fn check_refusal(name: &str, error: &IntakeError) {
    let words = format!("{error}{}", error.next());
    assert!(KNOWN.contains(&error.code()), "{name}: {}", error.code());
    assert!(
        !error.next().is_empty() && words.contains('。'),
        "{name}: {words}"
    );
}

/// Whatever was read is understood without a row lost.
fn check_reading(name: &str, book: &Workbook) {
    let counts = understand(book, &Choice::default()).unwrap().counts;
    let rows = book.sheets.iter().flat_map(|sheet| &sheet.rows);
    let filled = rows.filter(|row| row.cells().any(|cell| !cell.text.trim().is_empty()));
    let told = counts.read + counts.skipped + counts.refused;
    assert_eq!(told, filled.count() as u64, "{name}");
    let _ = scan(book, &ScanOptions::default());
}

#[test]
fn tame_books_say_the_same_in_every_format() {
    for number in 0..zoo::WRITERS.len() as u64 * 3 {
        // Every round with other dice, none of it spoilt.
        let (round, number) = (
            number / zoo::WRITERS.len() as u64,
            number % zoo::WRITERS.len() as u64,
        );
        let beast = zoo::beast(SEED + round, number);
        let wanted = beast.tame.unwrap();
        let found = read(&beast.name, &beast.bytes)
            .unwrap_or_else(|error| panic!("{}: {error}: {:?}", beast.name, error.fault));
        check_reading(&beast.name, &found);
        check_same(&beast.name, &wanted, &found);
    }
}

/// How much of a book a format can hold.
struct Holds {
    sheets: bool,
    hidden: bool,
    merged: bool,
    comments: bool,
}

fn holds(name: &str) -> Holds {
    let has = |parts: &[&str]| parts.iter().any(|part| name.contains(part));
    let sheets = has(&["xls", "ods", "et.", "biff5", "biff8", "xml2003"])
        && !has(&["bare", "html", "csv", "tsv", "biff2", "biff3", "biff4"]);
    let text = has(&["csv", "tsv"]);
    Holds {
        sheets,
        hidden: !text && !has(&["biff2", "html"]),
        merged: !text && !has(&["biff2", "biff3", "biff4", "biff5"]),
        comments: !text && !has(&["html"]),
    }
}

fn check_same(name: &str, wanted: &Book, found: &Workbook) {
    let holds = holds(name);
    let count = if holds.sheets { wanted.sheets.len() } else { 1 };
    assert_eq!(found.sheets.len(), count, "{name}");
    for (wanted, found) in wanted.sheets.iter().zip(&found.sheets) {
        for (number, cells) in (1_u32..).zip(&wanted.rows) {
            for (column, said) in (1_u32..).zip(cells) {
                let text = match said {
                    Said::Nothing => String::new(),
                    Said::Text(text) => text.clone(),
                    Said::Number(number) => number.to_string(),
                };
                let read = found.row(number).map_or("", |row| row.text(column));
                assert_eq!(read, text, "{name} {number}/{column}");
            }
        }
        if holds.sheets {
            assert_eq!(
                (&found.name, found.hidden),
                (&wanted.name, wanted.hidden),
                "{name}"
            );
        }
        if holds.hidden {
            for (at, is_row) in [(wanted.hidden_row, true), (wanted.hidden_column, false)] {
                let at = at.and_then(|at| u32::try_from(at + 1).ok());
                let told = at.is_none_or(|at| {
                    if is_row {
                        found.is_row_hidden(at)
                    } else {
                        found.is_column_hidden(at)
                    }
                });
                assert!(told, "{name}: {at:?} {is_row}");
            }
        }
        if holds.merged {
            assert_eq!(
                found.merged.len(),
                usize::from(wanted.merged_to.is_some()),
                "{name}"
            );
        }
        if holds.comments {
            let comment = found.comments.first().map(|comment| comment.text.as_str());
            assert_eq!(comment, wanted.comment.as_deref(), "{name}");
        }
    }
}

#[test]
fn what_means_harm_is_answered_as_it_must_be() {
    for bomb in zoo::bombs::every() {
        let answer = match read(bomb.name, &bomb.bytes) {
            Ok(book) => {
                check_reading(bomb.name, &book);
                Answer::Rows(book.sheets.iter().map(|sheet| sheet.rows.len()).sum())
            }
            Err(error) => {
                check_refusal(bomb.name, &error);
                Answer::Refused(error.code())
            }
        };
        assert_eq!(answer, bomb.answer, "{}", bomb.name);
    }
}

#[test]
fn spoilt_books_are_read_or_refused() {
    let writers = zoo::WRITERS.len() as u64;
    let mut refused = 0;
    for number in writers..writers * 31 {
        let beast = zoo::beast(SEED, number);
        match read(&beast.name, &beast.bytes) {
            Ok(book) => check_reading(&beast.name, &book),
            Err(error) => {
                check_refusal(&beast.name, &error);
                refused += 1;
            }
        }
    }
    assert!(refused > 100, "only {refused} were refused");
}

#[test]
fn what_no_cell_shows_is_searched_or_named() {
    let book = Book::random(&mut zoo::book::Dice::new(3));
    let bytes = zoo::xlsx::write(&book, zoo::xlsx::Manner::Macros);
    let found = read("宏.xlsm", &bytes).unwrap();
    let scanned = scan(&found, &ScanOptions::default());
    for place in [
        "定义的名称",
        "外部链接的缓存",
        "数据透视表缓存",
        "图形和文本框",
    ] {
        let hit = scanned
            .findings
            .iter()
            .find(|finding| finding.place == place);
        assert!(
            hit.is_some_and(|hit| hit.unseen),
            "{place}: {:?}",
            scanned.findings
        );
    }
    assert_eq!(found.not_looked_at, ["图片", "宏"]);
}

/// Inputs that a fuzzer once found, and the smallest that reach far.
#[test]
fn what_the_fuzzers_found_is_answered() {
    for kind in zoo::feed::KINDS {
        for (name, food) in foods(kind) {
            let begun = Instant::now();
            match read_held(&zoo::feed::file_of(kind, &food), "名单", &Limits::default()) {
                Ok(book) => check_reading(&name, &book),
                Err(fault) => assert!(KNOWN.contains(&fault.code()), "{name}: {fault}"),
            }
            assert!(begun.elapsed() < LONGEST, "{name}");
        }
    }
}

/// Every food of a fuzz target's committed corpus, with its name.
fn foods(kind: &str) -> Vec<(String, Vec<u8>)> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fuzz/corpus");
    let folder = std::fs::read_dir(corpus.join(kind)).unwrap();
    let foods: Vec<_> = folder
        .map(|food| food.unwrap().path())
        .map(|path| (path.display().to_string(), std::fs::read(&path).unwrap()))
        .collect();
    assert!(!foods.is_empty(), "no corpus for {kind}");
    foods
}

/// The same of documents: a clean copy is read again and hides nothing.
#[test]
fn what_the_fuzzers_found_in_documents_is_answered() {
    let limits = Limits::default();
    let mut copies = 0;
    for kind in zoo::documents::KINDS {
        for (name, food) in foods(kind) {
            let bytes = zoo::documents::file_of(kind, &food);
            let begun = Instant::now();
            match read_document_held(&bytes, &limits) {
                Ok(document) => drop(document.scan(&ScanOptions::default())),
                Err(fault) => assert!(KNOWN.contains(&fault.code()), "{name}: {fault}"),
            }
            if let Ok(Cleaned::Copy(copy)) = clean_document_held(&bytes, &limits) {
                copies += 1;
                let again = read_document_held(&copy.bytes, &limits).unwrap();
                assert!(again.remnants.is_empty(), "{name}: {:?}", again.remnants);
            }
            assert!(begun.elapsed() < LONGEST, "{name}");
        }
    }
    assert!(copies > 0, "no food became a clean copy");
}

#[test]
fn what_the_fuzzers_found_in_catalogues_is_answered() {
    let mut entries = 0;
    for (name, food) in foods(zoo::documents::CATALOGUE) {
        let rows = zoo::documents::table_of(&food);
        let most = rows.len();
        let table = Table {
            name: "表 1".to_owned(),
            rows,
        };
        if let Some(read) = read_standard(&table) {
            entries += read.rows.len();
            assert!(read.rows.len() + read.skipped.len() <= most, "{name}");
        }
    }
    assert!(entries > 0, "no food was a catalogue");
}

/// The same of photos and scanned pages: dots of any kind become a straight page or a refusal.
#[test]
fn what_the_fuzzers_found_in_scans_is_answered() {
    let limits = Limits {
        sheets: 2,
        ..PHOTO_LIMITS
    };
    let mut pages = 0;
    for (name, food) in foods(zoo::scans::SCAN) {
        let begun = Instant::now();
        match straighten_sheets_held(&zoo::scans::file_of(&food), &limits) {
            Ok(straight) => pages += straight.pages.len(),
            Err(fault) => assert!(
                KNOWN.contains(&fault.code()) || fault.code() == "not-a-picture",
                "{name}: {fault}"
            ),
        }
        assert!(begun.elapsed() < LONGEST, "{name}: {:?}", begun.elapsed());
    }
    assert!(pages > 2, "no food was a page");
}

/// The same list as other programs write it: every one of them reads the same.
#[test]
fn what_other_programs_write_is_read_alike() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures/specimens");
    let rows = [
        [
            "1",
            "钱夏禾",
            "43069919500228001X",
            "630.5",
            "13800138000",
            "2019-09-05",
        ],
        ["2", "孙山", "430699195103070011", "1260", "", "2019-09-05"],
    ];
    for name in [
        "libreoffice.xlsx",
        "libreoffice.xls",
        "libreoffice.ods",
        "libreoffice.fods",
        "list.fods",
        "libreoffice-2003.xml",
        "libreoffice.html",
        "xlwt.xls",
        "openpyxl.xlsx",
        "strict.xlsx",
    ] {
        let book = read_here(&folder.join(name), &Limits::default()).unwrap();
        check_reading(name, &book);
        let sheet = &book.sheets[0];
        let is_page = name.ends_with("html");
        assert_eq!(
            sheet.row(1).map(|row| row.text(1)),
            Some("上坪村2019年第三季度低保金发放表"),
            "{name}"
        );
        for (number, wanted) in (3_u32..).zip(&rows) {
            for (column, text) in (1_u32..).zip(wanted) {
                // What is hidden is not in a page, and dates are there as they are shown.
                if is_page && (number > 3 || column > 4) {
                    continue;
                }
                let said = sheet.row(number).map(|row| row.text(column));
                assert_eq!(said, Some(*text), "{name} {number}/{column}");
            }
        }
        if !is_page {
            // LibreOffice forgets in the old XML form that a sheet is hidden.
            let hidden = name != "libreoffice-2003.xml";
            assert_eq!(
                (book.sheets.len(), book.sheets[1].hidden),
                (2, hidden),
                "{name}"
            );
            assert!(
                sheet.is_row_hidden(4) && sheet.is_column_hidden(5),
                "{name}"
            );
        }
        assert_eq!(sheet.merged.len(), 1, "{name}");
        // xlwt writes none, and LibreOffice forgets them in its XML forms.
        let none = ["xlwt.xls", "libreoffice.fods", "libreoffice-2003.xml"];
        let comments = usize::from(!none.contains(&name));
        assert_eq!(sheet.comments.len(), comments, "{name}");
    }
}
