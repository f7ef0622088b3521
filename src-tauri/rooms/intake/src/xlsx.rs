//! Office Open XML workbooks: cells by calamine's streaming reader, what calamine does not give
//! (hidden rows and columns, comments, page headers) by a second look at the same bytes.

mod beside;
mod package;

use std::io::{Cursor, Read, Seek, SeekFrom};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::Builder;

use calamine::{Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use crate::cell_text;
use crate::error::{Bound, Fault};
use crate::gather::{Message, Sink, within};
use crate::limits::Limits;
use crate::properties;
use crate::raw::{Format, MAX_COLUMNS, MAX_ROWS, Property, Row};

/// Rows sent at once: enough to make the pipe's cost vanish, few enough to let the other side
/// begin.
const BATCH: usize = 256;

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
        for (name, beside) in looked.sheets {
            let place = names.iter().position(|known| *known == name);
            if let Some(sheet) = place.and_then(|place| u32::try_from(place).ok()) {
                sink.take(Message::Beside { sheet, beside })?;
            }
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
    let mut batch = Vec::with_capacity(BATCH);
    let mut row = Row::new(1);
    let mut last = (0, 0);
    while let Some(cell) = cells.next_cell().map_err(fault_of)? {
        let (number, column) = position(cell.get_position())?;
        // Every program writes rows and cells ascending. A file that goes back could write the
        // same cell a million times and end as one.
        if (number, column) <= last {
            return Err(Fault::Damaged {
                detail: "cells go backwards".to_owned(),
            });
        }
        last = (number, column);
        if number != row.number {
            send_row(
                std::mem::replace(&mut row, Row::new(number)),
                &mut batch,
                sink,
            )?;
        }
        cell_text::push_value(&mut row, column, cell.get_value());
        // One text may stand in every cell of a row, so the row is weighed as it grows.
        within(row.weight(), limits.text, Bound::Text)?;
    }
    send_row(row, &mut batch, sink)?;
    sink.take(Message::Rows(batch))
}

fn send_row(row: Row, batch: &mut Vec<Row>, sink: &mut dyn Sink) -> Result<(), Fault> {
    if !row.is_empty() {
        batch.push(row);
    }
    if batch.len() < BATCH {
        return Ok(());
    }
    sink.take(Message::Rows(std::mem::replace(
        batch,
        Vec::with_capacity(BATCH),
    )))
}

/// 1-based row and column of a 0-based position.
fn position((row, column): (u32, u32)) -> Result<(u32, u16), Fault> {
    if row >= MAX_ROWS || column >= MAX_COLUMNS {
        return Err(Fault::TooBig {
            limit: Bound::Position,
        });
    }
    let column = u16::try_from(column + 1).unwrap_or(u16::MAX);
    Ok((row + 1, column))
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
