//! Excel 97–2003 workbooks (BIFF8): cells by calamine, what calamine does not give (hidden rows
//! and columns, comments, page headers) by a walk over the records.

mod records;

use std::io::{Cursor, Read as _};

use calamine::{Reader, SheetType, SheetVisible, Xls, XlsError};

use crate::cell_text;
use crate::error::Fault;
use crate::gather::{Message, Sink};
use crate::limits::Limits;
use crate::properties;
use crate::raw::{Area, Format, Row};

const BATCH: usize = 256;

/// Reads a workbook into the sink.
pub(crate) fn read(bytes: &[u8], limits: &Limits, sink: &mut dyn Sink) -> Result<(), Fault> {
    let (stream, others) = streams(bytes)?;
    let beside = records::walk(&stream, limits)?;
    let mut workbook: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(fault_of)?;
    let sheets = workbook.sheets_metadata().to_vec();
    let mut not_looked_at = others;
    let walked = beside.sheets.len() == sheets.len();
    if !walked {
        not_looked_at.push("隐藏行列和批注".to_owned());
    }
    not_looked_at.extend(beside.not_looked_at);
    let mut index = 0_u32;
    for (sheet, mut beside) in sheets.into_iter().zip(beside.sheets) {
        if sheet.typ != SheetType::WorkSheet {
            not_looked_at.push("图表工作表".to_owned());
            continue;
        }
        sink.take(Message::Sheet {
            name: sheet.name.clone(),
            hidden: sheet.visible != SheetVisible::Visible,
        })?;
        read_cells(&mut workbook, &sheet.name, sink)?;
        beside.merged = merged(&workbook, &sheet.name);
        sink.take(Message::Beside {
            sheet: index,
            beside,
        })?;
        index += 1;
    }
    let properties = workbook
        .workbook_properties()
        .map(properties::named)
        .unwrap_or_default();
    sink.take(Message::End {
        format: Format::Xls,
        properties,
        not_looked_at,
    })
}

/// The workbook stream, whole, and the Chinese names of storages that are not read.
fn streams(bytes: &[u8]) -> Result<(Vec<u8>, Vec<String>), Fault> {
    let truncated = |error: std::io::Error| Fault::Truncated {
        detail: error.to_string(),
    };
    let mut compound = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(truncated)?;
    let mut others = Vec::new();
    for entry in compound.walk() {
        let name = entry.name();
        if name == "_VBA_PROJECT_CUR" {
            others.push("宏".to_owned());
        } else if name.starts_with("MBD") {
            others.push("嵌入的文件".to_owned());
        } else if name.starts_with("_SX_DB") {
            others.push("数据透视表缓存".to_owned());
        }
    }
    let mut entry = compound.open_stream("/Workbook").map_err(truncated)?;
    let mut stream = Vec::new();
    entry.read_to_end(&mut stream).map_err(truncated)?;
    if (stream.len() as u64) < entry.len() {
        return Err(Fault::Truncated {
            detail: "workbook stream is short".to_owned(),
        });
    }
    Ok((stream, others))
}

type Book<'a> = Xls<Cursor<&'a [u8]>>;

fn read_cells(workbook: &mut Book<'_>, name: &str, sink: &mut dyn Sink) -> Result<(), Fault> {
    let range = workbook.worksheet_range(name).map_err(fault_of)?;
    let (top, left) = range.start().unwrap_or_default();
    let mut batch = Vec::with_capacity(BATCH);
    for (number, cells) in (top + 1..).zip(range.rows()) {
        let mut row = Row::new(number);
        for (column, cell) in (left + 1..).zip(cells) {
            cell_text::push_owned(&mut row, u16::try_from(column).unwrap_or(u16::MAX), cell);
        }
        if !row.is_empty() {
            batch.push(row);
        }
        if batch.len() == BATCH {
            sink.take(Message::Rows(std::mem::replace(
                &mut batch,
                Vec::with_capacity(BATCH),
            )))?;
        }
    }
    sink.take(Message::Rows(batch))
}

fn merged(workbook: &Book<'_>, name: &str) -> Vec<Area> {
    let areas = workbook.merge_cells_by_sheet_name(name).unwrap_or_default();
    areas
        .into_iter()
        .map(|area| Area {
            top: area.start.0.saturating_add(1),
            left: area.start.1.saturating_add(1),
            bottom: area.end.0.saturating_add(1),
            right: area.end.1.saturating_add(1),
        })
        .filter(|area| area.top <= area.bottom && area.left <= area.right)
        .collect()
}

fn fault_of(error: XlsError) -> Fault {
    let detail = error.to_string();
    if matches!(error, XlsError::Password) {
        Fault::Encrypted
    } else if matches!(error, XlsError::EoStream(_) | XlsError::Len { .. }) {
        Fault::Truncated { detail }
    } else {
        Fault::Damaged { detail }
    }
}
