//! What CUPS says, understood: its lines become printers and reasons in Chinese; it refuses to
//! pass an English sentence on to a clerk.

use super::{Printer, PrinterState};
use super::{quoted, sizes};

/// Bit of `printer-type` for a printer that turns the sheet (CUPS, `cups_ptype_e`).
const TURNS_SHEETS: u32 = 0x10;

/// What a command said.
#[derive(Debug)]
pub(super) struct Told {
    /// Whether it did what it was asked.
    pub(super) done: bool,
    pub(super) out: String,
    pub(super) err: String,
}

impl Told {
    /// Whether it only said that there is no printer.
    pub(super) fn is_no_printer(&self) -> bool {
        self.err.contains("No destinations added")
    }

    /// Its output, if it did what it was asked.
    pub(super) fn or<E>(self, problem: impl FnOnce() -> E) -> Result<String, E> {
        if self.done {
            Ok(self.out)
        } else {
            Err(problem())
        }
    }
}

/// The name in `system default destination: NAME`.
pub(super) fn default_printer(out: &str) -> Option<&str> {
    let line = out.lines().next()?;
    Some(line.strip_prefix("system default destination:")?.trim())
}

/// The number in `request id is NAME-12 (0 file(s))`.
pub(super) fn request(out: &str) -> Option<String> {
    let rest = out.trim().strip_prefix("request id is ")?;
    Some(rest.split_whitespace().next()?.to_owned())
}

/// A printer from its options as `lpoptions -p` lists them, and what `lpoptions -l` offers.
pub(super) fn printer(name: &str, default: bool, (options, choices): (&str, &str)) -> Printer {
    let options = quoted::pairs(options);
    let option = |wanted: &str| {
        let found = options.iter().find(|(option, _)| option == wanted);
        found.map_or("", |(_, value)| value.as_str())
    };
    let accepts = option("printer-is-accepting-jobs") != "false";
    // 3 idle, 4 processing, 5 stopped (RFC 8011, 5.4.11).
    let state = match option("printer-state") {
        _ if !accepts => PrinterState::Stopped,
        "4" => PrinterState::Printing,
        "5" => PrinterState::Stopped,
        _ => PrinterState::Idle,
    };
    let kind: u32 = option("printer-type").parse().unwrap_or_default();
    let called = option("printer-info").trim();
    let trouble = match reason(option("printer-state-reasons")) {
        Some(reason) => reason.to_owned(),
        None if state == PrinterState::Stopped => "打印机已停用".to_owned(),
        None => String::new(),
    };
    Printer {
        name: name.to_owned(),
        called: if called.is_empty() { name } else { called }.to_owned(),
        default,
        state,
        trouble,
        two_sided: kind & TURNS_SHEETS != 0 || sizes::turns(choices),
        sizes: sizes::listed(choices),
    }
}

/// The reason that a printer or `lp` gives, in Chinese. Words are those of RFC 8011, 5.4.12.
pub(super) fn reason(said: &str) -> Option<&'static str> {
    const REASONS: &[(&str, &str)] = &[
        ("media-empty", "打印机里没有纸了"),
        ("media-needed", "打印机等着放纸"),
        ("media-jam", "打印机卡纸了"),
        ("toner-empty", "打印机没有墨粉了"),
        ("marker-supply-empty", "打印机没有墨了"),
        ("cover-open", "打印机的盖子开着"),
        ("door-open", "打印机的盖子开着"),
        ("offline", "打印机没有打开或没有接好"),
        ("connecting-to-device", "正在连接打印机，还没有连上"),
        ("timed-out", "打印机没有回应"),
        ("paused", "打印机被暂停了"),
        ("not accepting", "打印机暂停接收任务"),
        ("does not exist", "系统里已没有这台打印机"),
        ("not found", "系统里已没有这台打印机"),
        ("toner-low", "墨粉不多了"),
        ("marker-supply-low", "墨不多了"),
        ("media-low", "纸不多了"),
    ];
    let said = said.to_ascii_lowercase();
    let known = REASONS.iter().find(|(word, _)| said.contains(word));
    known.map(|(_, reason)| *reason)
}

#[cfg(test)]
mod tests {
    use gongkai_rulebook::printing::PaperSize;

    use super::*;

    #[test]
    fn a_printer_is_read_from_its_options() {
        let options = "copies=1 device-uri=usb://HP/1 printer-info='党政办 打印机' \
                       printer-is-accepting-jobs=true printer-location printer-state=3 \
                       printer-state-reasons=none printer-type=8425492";
        let printer = printer("HP_1", true, (options, "PageSize/Page: *A4 A3"));
        assert_eq!(printer.called, "党政办 打印机");
        assert_eq!(printer.sizes, [PaperSize::A4, PaperSize::A3]);
        assert_eq!(
            (printer.state, printer.two_sided, printer.trouble.as_str()),
            (PrinterState::Idle, true, "")
        );
    }

    #[test]
    fn a_printer_that_cannot_print_says_why_in_chinese() {
        let told = |options: &str| {
            let printer = printer("HP", false, (options, ""));
            (printer.state, printer.trouble)
        };
        let stopped = PrinterState::Stopped;
        assert_eq!(
            told("printer-state=5 printer-state-reasons=media-empty-error,paused"),
            (stopped, "打印机里没有纸了".to_owned())
        );
        assert_eq!(
            told("printer-state=3 printer-is-accepting-jobs=false"),
            (stopped, "打印机已停用".to_owned())
        );
        assert_eq!(
            told("printer-state=4 printer-state-reasons=toner-low-report"),
            (PrinterState::Printing, "墨粉不多了".to_owned())
        );
    }

    #[test]
    fn what_cups_says_is_understood() {
        assert_eq!(
            default_printer("system default destination: PDF\n"),
            Some("PDF")
        );
        assert_eq!(default_printer("no system default destination\n"), None);
        assert_eq!(
            request("request id is PDF-12 (0 file(s))\n").as_deref(),
            Some("PDF-12")
        );
        assert_eq!(request(""), None);
        assert_eq!(
            reason("lp: The printer or class does not exist."),
            Some("系统里已没有这台打印机")
        );
    }
}
