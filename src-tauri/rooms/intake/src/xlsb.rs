//! Excel's binary packages (MS-XLSB): cells by calamine's streaming reader, what it does not give
//! (hidden rows and columns, merged areas, comments, page headers) by a walk over the records.

mod records;

use std::io::Cursor;

use calamine::{Reader, SheetType, SheetVisible, Xlsb, XlsbError};

use crate::elsewhere::Texts;
use crate::error::{Bound, Fault};
use crate::gather::{Beside, Message, Sink, within};
use crate::limits::Limits;
use crate::package::Package;
use crate::properties;
use crate::raw::Format;
use crate::rows::Ascending;
use crate::xlsx::look_aside;

/// Reads a workbook into the sink.
pub(crate) fn read(bytes: &[u8], limits: &Limits, sink: &mut dyn Sink) -> Result<(), Fault> {
    let mut texts = Texts::new(limits);
    let mut package = Package::open(bytes, limits)?;
    // The walk comes first: it is bounded, and what it has seen calamine may unpack as well.
    let looked = look(&mut package, limits, &mut texts)?;
    let mut not_looked_at = look_aside(&mut package, &mut texts)?;
    let mut workbook: Xlsb<_> = Xlsb::new(Cursor::new(bytes)).map_err(fault_of)?;
    for (name, _) in workbook.defined_names() {
        texts.add("定义的名称", name)?;
    }
    let sheets = workbook.sheets_metadata().to_vec();
    let mut index = 0_u32;
    for sheet in sheets {
        if sheet.typ != SheetType::WorkSheet {
            not_looked_at.push("图表工作表".to_owned());
            continue;
        }
        sink.take(Message::Sheet {
            name: sheet.name.clone(),
            hidden: sheet.visible != SheetVisible::Visible,
        })?;
        let mut cells = workbook
            .worksheet_cells_reader(&sheet.name)
            .map_err(fault_of)?;
        let mut rows = Ascending::to(sink, limits);
        while let Some(cell) = cells.next_cell().map_err(fault_of)? {
            rows.push(cell.get_position(), cell.get_value())?;
        }
        rows.finish()?;
        let found = looked.iter().find(|(name, _)| *name == sheet.name);
        match found {
            Some((_, beside)) => sink.take(Message::Beside {
                sheet: index,
                beside: beside.clone(),
            })?,
            None => not_looked_at.push("隐藏行列和批注".to_owned()),
        }
        index += 1;
    }
    let properties = workbook
        .workbook_properties()
        .map(properties::named)
        .unwrap_or_default();
    not_looked_at.sort();
    not_looked_at.dedup();
    sink.take(Message::Elsewhere(texts.done()))?;
    sink.take(Message::End {
        format: Format::Xlsb,
        properties,
        not_looked_at,
    })
}

/// Name of every sheet and what lies beside its cells.
fn look(
    package: &mut Package<'_>,
    limits: &Limits,
    texts: &mut Texts,
) -> Result<Vec<(String, Beside)>, Fault> {
    const BOOK: &str = "xl/workbook.bin";
    let relations = package.relations(BOOK)?;
    let mut sheets: Vec<(String, Beside)> = Vec::new();
    for (id, name) in records::sheets(&package.read_text(BOOK)?)? {
        let Some(relation) = relations.iter().find(|relation| relation.id == id) else {
            continue;
        };
        if sheets.iter().any(|(known, _)| *known == name) {
            return Err(Fault::Damaged {
                detail: "two sheets have one name".to_owned(),
            });
        }
        let mut beside = Beside::default();
        if let Some(part) = package.part(&relation.target)? {
            records::sheet(part, limits, &mut beside)?;
        }
        for own in package.relations(&relation.target)? {
            if own.kind == "comments" {
                records::comments(&package.read_text(&own.target)?, &mut beside)?;
            } else if own.kind == "hyperlink" {
                texts.add("超链接", &own.written)?;
            }
        }
        sheets.push((name, beside));
        within(sheets.len() as u64, limits.sheets, Bound::Sheets)?;
    }
    Ok(sheets)
}

fn fault_of(error: XlsbError) -> Fault {
    let detail = error.to_string();
    if matches!(error, XlsbError::Password) {
        Fault::Encrypted
    } else {
        Fault::Damaged { detail }
    }
}
