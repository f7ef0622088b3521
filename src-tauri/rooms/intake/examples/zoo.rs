//! Writes the zoo into a folder for the bench (`zoo DIR SEED COUNT`), or the first food of every
//! fuzz target (`zoo DIR`); it reads nothing.

#[path = "../../../../tests/fixtures/zoo.rs"]
pub mod zoo;

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;

use zoo::biff::{self, Age};
use zoo::book::{Book, Dice, Said, Sheet};

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match words.as_slice() {
        [folder] => food(Path::new(folder)),
        [folder, seed, count] => beasts(Path::new(folder), seed.parse()?, count.parse()?),
        _ => Err("usage: zoo DIR [SEED COUNT]".into()),
    }
}

fn beasts(folder: &Path, seed: u64, count: u64) -> Result<(), Box<dyn Error>> {
    std::fs::create_dir_all(folder)?;
    for number in 0..count {
        let beast = zoo::beast(seed, number);
        std::fs::write(folder.join(beast.name), beast.bytes)?;
    }
    for bomb in zoo::bombs::every() {
        std::fs::write(folder.join(format!("险 {}", bomb.name)), bomb.bytes)?;
    }
    for (name, bytes) in giants() {
        std::fs::write(folder.join(format!("大 {name}")), bytes)?;
    }
    Ok(())
}

/// Honest lists of a county's size in every format: what is large is not yet a bomb.
fn giants() -> Vec<(&'static str, Vec<u8>)> {
    let rows = |count: usize| {
        let row = |at: usize| {
            let mut row = vec![Said::Number(at as f64)];
            row.extend((0..11).map(|column| Said::Text(format!("第{at}行第{column}列的文字"))));
            row
        };
        Book {
            sheets: vec![Sheet {
                name: "大名单".to_owned(),
                hidden: false,
                rows: (0..count).map(row).collect(),
                hidden_row: None,
                hidden_column: None,
                merged_to: None,
                comment: None,
            }],
        }
    };
    let (county, old) = (rows(100_000), rows(60_000));
    let mut text = String::new();
    for _ in 0..550_000 {
        let _ = writeln!(
            text,
            "上坪村,一组,钱夏禾,430699194103070011,630,1260,2,A类,按季"
        );
    }
    vec![
        (
            "十万行.xlsx",
            zoo::xlsx::write(&county, zoo::xlsx::Manner::Usual),
        ),
        ("十万行.xlsb", zoo::xlsb::write(&county)),
        ("十万行.ods", zoo::ods::packed(&county)),
        ("十万行.xml", zoo::texts::xml2003(&county).into_bytes()),
        ("十万行网页.xls", zoo::texts::html(&county, "gb2312")),
        ("五十五万行.csv", text.into_bytes()),
        ("六万行.xls", biff::bare(&old, Age::Five)),
    ]
}

fn food(folder: &Path) -> Result<(), Box<dyn Error>> {
    let mut book = Book::random(&mut Dice::new(3));
    book.sheets.truncate(1);
    book.sheets[0].rows.truncate(4);
    let part = |bytes: &[u8], wanted: &str| -> Result<Vec<u8>, Box<dyn Error>> {
        use std::io::Read as _;
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes))?;
        let mut part = Vec::new();
        archive.by_name(wanted)?.read_to_end(&mut part)?;
        Ok(part)
    };
    let xlsx = zoo::xlsx::write(&book, zoo::xlsx::Manner::Macros);
    let xlsb = zoo::xlsb::write(&book);
    let listed = part(&xlsb, "xl/workbook.bin")?;
    let mut binary = vec![u8::try_from(listed.len())?];
    binary.extend(listed);
    binary.extend(part(&xlsb, "xl/worksheets/sheet1.bin")?);
    let mut parts = part(&xlsx, "xl/worksheets/sheet1.xml")?;
    parts.push(0);
    parts.extend(part(&xlsx, "xl/comments1.xml").unwrap_or_default());
    parts.push(0);
    parts.extend(part(&xlsx, "xl/pivotCache/pivotCacheRecords1.xml")?);
    let compound = biff::compound(&book, Age::Eight);
    let xml = zoo::texts::xml2003(&book);
    let worksheet = xml.find("<Worksheet").unwrap_or(0);
    let foods: Vec<(&str, &str, Vec<u8>)> = vec![
        ("any", "tsv", zoo::texts::csv(&book, '\t', "utf-16le")),
        ("any", "flat-ods", zoo::ods::flat(&book).into_bytes()),
        ("any", "html", zoo::texts::html(&book, "gb2312")),
        ("any", "xlsb", xlsb),
        ("package", "xlsx", xlsx[4..].to_vec()),
        ("copy", "parts", parts.clone()),
        ("xlsx", "parts", parts),
        ("xlsb", "parts", binary),
        ("xls", "two", biff::bare(&book, Age::Two)),
        ("xls", "three", biff::bare(&book, Age::Three)),
        ("xls", "four", biff::bare(&book, Age::Four)),
        ("xls", "five", biff::stream(&book, Age::Five)),
        ("xls", "eight", biff::stream(&book, Age::Eight)),
        ("compound", "eight", compound[8..].to_vec()),
        (
            "ods",
            "content",
            part(&zoo::ods::packed(&book), "content.xml")?,
        ),
        ("xml2003", "sheet", xml.as_bytes()[worksheet..].to_vec()),
        ("html", "table", zoo::texts::html(&book, "utf-8")),
        ("csv", "utf8", zoo::texts::csv(&book, ',', "utf-8")),
        ("csv", "gbk", zoo::texts::csv(&book, ';', "gb18030")),
    ];
    let documents = zoo::documents::first_foods();
    for (kind, name, bytes) in foods.into_iter().chain(documents) {
        let folder = folder.join(kind);
        std::fs::create_dir_all(&folder)?;
        std::fs::write(folder.join(format!("seed-{name}")), bytes)?;
    }
    Ok(())
}
