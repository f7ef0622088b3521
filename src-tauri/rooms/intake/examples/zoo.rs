//! Writes the zoo into a folder for the bench (`zoo DIR SEED COUNT`), or the first food of every
//! fuzz target (`zoo DIR`); it reads nothing.

#[path = "../../../../tests/fixtures/zoo.rs"]
pub mod zoo;

use std::error::Error;
use std::fmt::Write as _;
use std::io::Cursor;
use std::path::Path;

use image::{GrayImage, ImageFormat, Luma};
use qrcodegen::{QrCode, QrCodeEcc};
use zoo::biff::{self, Age};
use zoo::book::{Book, Dice, Said, Sheet};
use zoo::scans::SCAN;

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
    let scans = zoo::scans::first_foods().into_iter().chain(photos()?);
    for (kind, name, bytes) in foods.into_iter().chain(documents).chain(scans) {
        let folder = folder.join(kind);
        std::fs::create_dir_all(&folder)?;
        std::fs::write(folder.join(format!("seed-{name}")), bytes)?;
    }
    Ok(())
}

type Food = (&'static str, &'static str, Vec<u8>);

/// The same sheet with a code on it, as telephones and scanners write it, and a picture that broke off.
fn photos() -> Result<Vec<Food>, Box<dyn Error>> {
    let sheet = coded_sheet()?;
    let written = |format| -> Result<Vec<u8>, Box<dyn Error>> {
        let mut bytes = Vec::new();
        sheet.write_to(&mut Cursor::new(&mut bytes), format)?;
        Ok(bytes)
    };
    let (jpeg, png) = (written(ImageFormat::Jpeg)?, written(ImageFormat::Png)?);
    let half = &jpeg[3..jpeg.len() / 2];
    let pdf = scanned_page(&jpeg, sheet.width(), sheet.height());
    Ok(vec![
        (SCAN, "photo", [b"J", &jpeg[3..]].concat()),
        (SCAN, "half-a-photo", [b"J", half].concat()),
        (SCAN, "picture", [b"P", &png[8..]].concat()),
        (SCAN, "scanned-page", [b"D", pdf.as_slice()].concat()),
    ])
}

/// A white sheet with lines and a code on a dark table.
fn coded_sheet() -> Result<GrayImage, Box<dyn Error>> {
    const DOT: u32 = 3;
    let code = QrCode::encode_text("GK1/7K3M9/SP-9QTX-7K3M/1.2", QrCodeEcc::Medium)?;
    let (left, top) = (140, 236);
    let inked = |x: u32, y: u32| {
        let at = |place: u32, from: u32| (place.checked_sub(from)? / DOT).try_into().ok();
        let coded = at(x, left).zip(at(y, top));
        let coded = coded.is_some_and(|(x, y)| code.get_module(x, y));
        coded || (50..180).contains(&x) && (50..200).contains(&y) && y % 12 < 3
    };
    Ok(GrayImage::from_fn(260, 360, |x, y| {
        let on_sheet = (20..240).contains(&x) && (24..336).contains(&y);
        Luma([match (on_sheet, inked(x, y)) {
            (true, false) => 235,
            (true, true) => 30,
            (false, _) => 70,
        }])
    }))
}

/// What follows the first line of a PDF whose one page is this JPEG.
fn scanned_page(jpeg: &[u8], width: u32, height: u32) -> Vec<u8> {
    let drawn = "q 595 0 0 842 0 0 cm /A Do Q";
    let before = format!(
        "1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n\
         2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n\
         3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R\
         /Resources<</XObject<</A 5 0 R>>>>>>\nendobj\n\
         4 0 obj\n<</Length {}>>stream\n{drawn}\nendstream\nendobj\n\
         5 0 obj\n<</Type/XObject/Subtype/Image/Width {width}/Height {height}/BitsPerComponent 8\
         /ColorSpace/DeviceGray/Filter/DCTDecode/Length {}>>stream\n",
        drawn.len(),
        jpeg.len(),
    );
    let after = "\nendstream\nendobj\ntrailer\n<</Size 6/Root 1 0 R>>\n%%EOF\n";
    [before.as_bytes(), jpeg, after.as_bytes()].concat()
}
