//! Printers of Windows, by its own drawing of PDF pages (Windows.Data.Pdf, through `winprint`): no
//! reader of PDF is needed; it refuses to leave a page behind in the temporary folder.

use std::io::Write as _;

use gongkai_rulebook::printing::PaperSize;
use winprint::printer::{FilePrinter as _, PrintOutcome, PrinterDevice, WinPdfPrinter};
use winprint::ticket::{
    FeatureOptionPackWithPredefined as _, PageMediaSize, PredefinedDuplexType, PrintCapabilities,
    PrintTicket, PrintTicketBuilder,
};

use super::{PrintOrder, Printer, PrinterState, Printers, Sides};
use crate::Problem;

/// `PRINTER_ATTRIBUTE_WORK_OFFLINE` of winspool.h.
const WORKS_OFFLINE: u32 = 0x400;

/// The printing system of Windows.
#[derive(Debug, Clone, Copy, Default)]
pub struct WindowsPrinters;

impl Printers for WindowsPrinters {
    fn list(&self) -> Result<Vec<Printer>, Problem> {
        let devices = PrinterDevice::all().map_err(|_| silent())?;
        let default = PrinterDevice::user_default().ok().flatten();
        let is_default = |device: &PrinterDevice| {
            let known = default.as_ref().map(PrinterDevice::os_name);
            known == Some(device.os_name())
        };
        let told = |device: &PrinterDevice| printer(device, is_default(device));
        let mut printers: Vec<Printer> = devices.iter().map(told).collect();
        printers.sort_by_key(|printer| !printer.default);
        Ok(printers)
    }

    fn print(&self, order: &PrintOrder) -> Result<String, Problem> {
        let refused = || refused(&order.printer);
        let device = PrinterDevice::by_os_name(&order.printer).map_err(|_| refused())?;
        let ticket = ticket(&device, order).ok_or_else(refused)?;
        // The queue shows the file's name; both go with `folder`, whatever comes of the print.
        let folder = tempfile::tempdir().map_err(|_| silent())?;
        let path = folder.path().join(format!("{}.pdf", order.title));
        let mut file = std::fs::File::create(&path).map_err(|_| silent())?;
        file.write_all(&order.pdf).map_err(|_| silent())?;
        drop(file);
        match WinPdfPrinter::new(device).print(&path, ticket) {
            Ok(PrintOutcome::Completed) => Ok(order.title.clone()),
            Ok(_) | Err(_) => Err(refused()),
        }
    }
}

/// What a printer says of itself; one that does not answer says nothing, and nothing is taken away.
fn printer(device: &PrinterDevice, default: bool) -> Printer {
    let able = PrintCapabilities::fetch(device).ok();
    let sizes: Vec<PaperSize> = able
        .iter()
        .flat_map(PrintCapabilities::page_media_sizes)
        .filter_map(|media| size_of(&media))
        .collect();
    let two_sided = able
        .iter()
        .flat_map(PrintCapabilities::duplexes)
        .any(|way| way.as_predefined_name() == Some(PredefinedDuplexType::TwoSidedLongEdge));
    let offline = device.os_attributes() & WORKS_OFFLINE != 0;
    let (state, trouble) = match offline {
        true => (PrinterState::Stopped, "打印机没有打开或没有接好"),
        false => (PrinterState::Idle, ""),
    };
    Printer {
        name: device.os_name().to_string_lossy().into_owned(),
        called: device.name().to_owned(),
        default,
        state,
        trouble: trouble.to_owned(),
        two_sided,
        sizes,
    }
}

/// The size of paper, if it is one of ours.
fn size_of(media: &PageMediaSize) -> Option<PaperSize> {
    let sides = media.size();
    let mm = |micron: u32| f64::from(micron) / 1_000.0;
    PaperSize::of_page(mm(sides.width_in_micron()), mm(sides.height_in_micron()))
}

/// What the driver is asked for: the paper and the sides. None where it does not have them.
fn ticket(device: &PrinterDevice, order: &PrintOrder) -> Option<PrintTicket> {
    let able = PrintCapabilities::fetch(device).ok()?;
    let mut builder = PrintTicketBuilder::new(device).ok()?;
    let media = able
        .page_media_sizes()
        .find(|media| size_of(media) == Some(order.size))?;
    builder.merge(media).ok()?;
    let wanted = match order.sides {
        Sides::One => PredefinedDuplexType::OneSided,
        Sides::Two => PredefinedDuplexType::TwoSidedLongEdge,
    };
    let way = able
        .duplexes()
        .find(|way| way.as_predefined_name() == Some(wanted));
    if let Some(way) = way {
        builder.merge(way).ok()?;
    }
    builder.build().ok()
}

fn silent() -> Problem {
    Problem::unreadable(
        "print-system",
        "电脑的打印系统没有回应",
        "检查打印机是否打开、接好，再点“刷新”；急用时先另存为 PDF",
    )
}

fn refused(printer: &str) -> Problem {
    let text = format!("打印机“{printer}”没有接下这次打印");
    let next = "检查打印机是否打开、接好，有没有要用的纸，再打印一次；急用时先另存为 PDF";
    Problem::unreadable("printer-refused", text, next)
}
