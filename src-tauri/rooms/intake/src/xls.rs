//! Excel's binary workbooks of every generation (BIFF2 of 1987 to BIFF8 of 97–2003, WPS `.et`):
//! from an OLE2 compound file, or as the bare stream that old programs and many web systems write.
//!
//! The cells are read here and not by calamine, which lays every sheet out as a full rectangle and
//! believes the size that a sheet announces ([MS-XLS] 2.4.90): that is memory without bound.

mod bound;
mod caches;
mod numbers;
mod objects;
mod records;
mod sheet;
mod strings;

use std::io::{Cursor, Read as _, Write as _};

use calamine::{Reader as _, Xls};

use crate::elsewhere::Texts;
use crate::error::{Bound, Fault};
use crate::gather::{Message, Sink, within};
use crate::limits::Limits;
use crate::properties;
use crate::raw::{Format, Property};

use bound::{Book, SheetKind};

/// Reads a workbook into the sink; `name` becomes the sheet's name where the file has none.
pub(crate) fn read(
    bytes: &[u8],
    name: &str,
    limits: &Limits,
    sink: &mut dyn Sink,
) -> Result<(), Fault> {
    let mut texts = Texts::new(limits);
    let opened = if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        open_compound(bytes, limits, &mut texts)?
    } else {
        Opened::bare(bytes.to_vec())
    };
    let mut not_looked_at = opened.not_looked_at;
    let book = Book::read(&opened.stream, name, limits, &mut texts)?;
    not_looked_at.extend(book.not_looked_at.iter().map(|what| (*what).to_owned()));
    within(book.sheets.len() as u64, limits.sheets, Bound::Sheets)?;
    let mut index = 0_u32;
    for bound in &book.sheets {
        match bound.kind {
            SheetKind::Worksheet => {}
            SheetKind::Chart => {
                not_looked_at.push("图表工作表".to_owned());
                continue;
            }
            SheetKind::Macros => {
                not_looked_at.push("宏".to_owned());
                continue;
            }
        }
        sink.take(Message::Sheet {
            name: bound.name.clone(),
            hidden: bound.hidden,
        })?;
        let place = bound.place;
        let found = sheet::read(&opened.stream, place, &book, (limits, &mut texts), sink)?;
        not_looked_at.extend(found.not_looked_at.iter().map(|what| (*what).to_owned()));
        sink.take(Message::Beside {
            sheet: index,
            beside: found.beside,
        })?;
        index += 1;
    }
    sink.take(Message::Elsewhere(texts.done()))?;
    if book.from_1904 {
        sink.take(Message::From1904)?;
    }
    not_looked_at.sort();
    not_looked_at.dedup();
    sink.take(Message::End {
        format: Format::Xls,
        properties: opened.properties,
        not_looked_at,
    })
}

/// The workbook stream and what the file holds besides.
struct Opened {
    stream: Vec<u8>,
    properties: Vec<Property>,
    not_looked_at: Vec<String>,
}

impl Opened {
    fn bare(stream: Vec<u8>) -> Self {
        Self {
            stream,
            properties: Vec::new(),
            not_looked_at: Vec::new(),
        }
    }
}

type Compound<'a> = cfb::CompoundFile<Cursor<&'a [u8]>>;

fn open_compound(bytes: &[u8], limits: &Limits, texts: &mut Texts) -> Result<Opened, Fault> {
    let mut compound = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(truncated)?;
    let mut not_looked_at = Vec::new();
    let mut caches = Vec::new();
    within(compound.walk().count() as u64, limits.parts, Bound::Parts)?;
    for entry in compound.walk() {
        let name = entry.name();
        if name == "_VBA_PROJECT_CUR" || name == "VBA" {
            not_looked_at.push("宏".to_owned());
        } else if name.starts_with("MBD") || name == "Ole10Native" {
            not_looked_at.push("嵌入的文件".to_owned());
        } else if name == "Ctls" {
            not_looked_at.push("控件".to_owned());
        } else if name == "Revision Log" || name == "User Names" {
            not_looked_at.push("修订记录".to_owned());
        } else if entry.is_stream() && entry.path().starts_with("/_SX_DB_CUR") {
            caches.push(entry.path().to_owned());
        }
    }
    for path in caches {
        let cache = whole_stream(&mut compound, &path.to_string_lossy(), limits)?;
        caches::pivot(&cache, texts)?;
    }
    let name = if compound.is_stream("/Workbook") {
        "/Workbook"
    } else {
        "/Book"
    };
    let stream = whole_stream(&mut compound, name, limits)?;
    let properties = properties_of(&mut compound, limits).unwrap_or_else(|| {
        not_looked_at.push("文档属性".to_owned());
        Vec::new()
    });
    Ok(Opened {
        stream,
        properties,
        not_looked_at,
    })
}

fn whole_stream(
    compound: &mut Compound<'_>,
    path: &str,
    limits: &Limits,
) -> Result<Vec<u8>, Fault> {
    let entry = compound.open_stream(path).map_err(truncated)?;
    let length = entry.len();
    within(length, limits.file, Bound::File)?;
    let mut stream = Vec::new();
    entry
        .take(limits.file)
        .read_to_end(&mut stream)
        .map_err(truncated)?;
    if (stream.len() as u64) < length {
        return Err(Fault::Truncated {
            detail: format!("{path} is short"),
        });
    }
    Ok(stream)
}

/// The document properties, read by calamine from a compound file that holds nothing else; `None`
/// when they are there and cannot be read.
fn properties_of(compound: &mut Compound<'_>, limits: &Limits) -> Option<Vec<Property>> {
    const SETS: [&str; 2] = ["\u{5}SummaryInformation", "\u{5}DocumentSummaryInformation"];
    /// A workbook of no sheet: BOF and EOF.
    const EMPTY: &[u8] = b"\x09\x08\x10\0\0\x06\x05\0\0\0\0\0\0\0\0\0\0\0\0\0\x0A\0\0\0";
    let mut alone = cfb::CompoundFile::create(Cursor::new(Vec::new())).ok()?;
    let mut write = |name: &str, bytes: &[u8]| -> std::io::Result<()> {
        alone.create_stream(format!("/{name}"))?.write_all(bytes)
    };
    write("Workbook", EMPTY).ok()?;
    for name in SETS {
        if compound.is_stream(format!("/{name}")) {
            let set = whole_stream(compound, &format!("/{name}"), limits).ok()?;
            write(name, &set).ok()?;
        }
    }
    alone.flush().ok()?;
    let bytes = alone.into_inner();
    let read = std::panic::catch_unwind(|| {
        let mut book: Xls<_> = Xls::new(bytes).ok()?;
        book.workbook_properties().ok()
    });
    read.ok().flatten().map(properties::named)
}

fn truncated(error: std::io::Error) -> Fault {
    Fault::Truncated {
        detail: error.to_string(),
    }
}
