//! Office Open XML workbooks: cells by calamine's streaming reader, what calamine does not give
//! (hidden rows and columns, comments, page headers) by a second look at the same bytes.

mod aside;
mod beside;
mod mark;

pub(crate) use aside::look as look_aside;
pub(crate) use mark::Mark;

use std::collections::HashMap;
use std::io::{Cursor, Read, Seek, SeekFrom};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::Builder;

use calamine::{Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use crate::error::{Bound, Fault};
use crate::gather::{Message, Sink};
use crate::limits::Limits;
use crate::properties;
use crate::raw::{Format, Property};
use crate::rows::Ascending;

/// Reads a workbook into the sink. The two looks at the file run side by side.
pub(crate) fn read(bytes: &[u8], limits: &Limits, sink: &mut dyn Sink) -> Result<(), Fault> {
    let halted = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let looking = Builder::new()
            .spawn_scoped(scope, || {
                beside::look(bytes, limits).inspect_err(|_| halted.store(true, Ordering::Relaxed))
            })
            .map_err(|_| Fault::TooBig {
                limit: Bound::Memory(limits.memory),
            })?;
        let halting = Halting {
            bytes: Cursor::new(bytes),
            halted: &halted,
        };
        let cells = read_sheets(halting, limits, sink);
        let was_halted = halted.load(Ordering::Relaxed);
        if !was_halted && let Err(fault) = cells {
            return Err(fault);
        }
        let looked = looking.join().map_err(|_| Fault::Damaged {
            detail: "looking beside the cells failed".to_owned(),
        })??;
        let (names, properties) = cells?;
        // Two sheets of one name would be read as one twice, and the other never.
        let places: HashMap<&str, u32> = names.iter().map(String::as_str).zip(0..).collect();
        if places.len() != names.len() {
            return Err(Fault::Damaged {
                detail: "two sheets have one name".to_owned(),
            });
        }
        for (name, beside) in looked.sheets {
            if let Some(sheet) = places.get(name.as_str()) {
                let sheet = *sheet;
                sink.take(Message::Beside { sheet, beside })?;
            }
        }
        sink.take(Message::Elsewhere(looked.elsewhere))?;
        if looked.from_1904 {
            sink.take(Message::From1904)?;
        }
        sink.take(Message::End {
            format: Format::Xlsx,
            properties,
            not_looked_at: looked.not_looked_at,
        })
    })
}

/// The file as long as the other look has found nothing against it: a parser that runs through
/// endless nothings comes to its end by it.
struct Halting<'a> {
    bytes: Cursor<&'a [u8]>,
    halted: &'a AtomicBool,
}

impl Read for Halting<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.halted.load(Ordering::Relaxed) {
            return Err(std::io::Error::other("halted"));
        }
        self.bytes.read(buffer)
    }
}

impl Seek for Halting<'_> {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        self.bytes.seek(to)
    }
}

type Book<'a> = Xlsx<Halting<'a>>;

/// Reads the cells of all worksheets and gives back their names in order, and the properties.
fn read_sheets(
    bytes: Halting<'_>,
    limits: &Limits,
    sink: &mut dyn Sink,
) -> Result<(Vec<String>, Vec<Property>), Fault> {
    let mut workbook: Book<'_> = Xlsx::new(bytes).map_err(fault_of)?;
    let sheets = workbook.sheets_metadata().to_vec();
    let mut names = Vec::new();
    for sheet in sheets {
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        sink.take(Message::Sheet {
            name: sheet.name.clone(),
            hidden: sheet.visible != SheetVisible::Visible,
        })?;
        read_cells(&mut workbook, &sheet.name, limits, sink)?;
        names.push(sheet.name);
    }
    let properties = workbook
        .workbook_properties()
        .map(properties::named)
        .unwrap_or_default();
    Ok((names, properties))
}

fn read_cells(
    workbook: &mut Book<'_>,
    name: &str,
    limits: &Limits,
    sink: &mut dyn Sink,
) -> Result<(), Fault> {
    let mut cells = workbook.worksheet_cells_reader(name).map_err(fault_of)?;
    let mut rows = Ascending::to(sink, limits);
    while let Some(cell) = cells.next_cell().map_err(fault_of)? {
        rows.push(cell.get_position(), cell.get_value())?;
    }
    rows.finish()
}

fn fault_of(error: XlsxError) -> Fault {
    let detail = error.to_string();
    if matches!(error, XlsxError::Password) {
        Fault::Encrypted
    } else if matches!(
        error,
        XlsxError::ColumnNumberOverflow | XlsxError::RowNumberOverflow
    ) {
        Fault::TooBig {
            limit: Bound::Position,
        }
    } else {
        Fault::Damaged { detail }
    }
}
