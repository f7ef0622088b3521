//! The square of dots (QR code, GB/T 18284-2000) at the foot of a sheet by which its scan is filed;
//! it refuses to stand where text stands.

use gongkai_rulebook::scan_code::{CodedSheet, OfficeMark, ScanCode};
use qrcodegen::{QrCode, QrCodeEcc};

use crate::error::{Place, PrintError};
use crate::fonts::FontRole;
use crate::page::{Frame, Ink, Item, Page};
use crate::setting::flow::Sheet;
use crate::setting::{Setter, Style};

/// Side of the square: half a millimetre a dot, so that a photo of a whole A4 sheet by a telephone
/// of five million points shows each dot with two.
const SIDE_MM: f64 = 14.0;
/// White between the text area and the square.
const BESIDE_MM: f64 = 4.0;
/// White between the text area's foot and the square.
const BELOW_MM: f64 = 4.0;
/// White that a reader wants around the square: four of its dots (GB/T 18284-2000).
const QUIET_MM: f64 = 2.0;
/// Printers leave the paper's edge white, some of them a centimetre.
const EDGE_MM: f64 = 10.5;

/// What ties a sheet to its scan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScanMark {
    /// Whose sheet.
    pub office: OfficeMark,
    /// Which.
    pub sheet: CodedSheet,
}

impl ScanMark {
    /// Sets the square on every page, in the lower right corner, where no stamp and no binding is.
    pub(super) fn set_on(&self, pages: &mut [Page], sheet: Sheet) -> Result<(), PrintError> {
        let count = u32::try_from(pages.len()).unwrap_or(u32::MAX);
        for (page, number) in pages.iter_mut().zip(1..) {
            let code = ScanCode {
                office: self.office,
                sheet: self.sheet,
                page: number,
                pages: count,
            };
            draw(&mut page.items, &code.to_string(), corner(sheet))?;
        }
        Ok(())
    }

    /// The same with the code in letters to the left of it, for who has to type it.
    pub(super) fn set_with_letters(
        &self,
        pages: &mut [Page],
        setter: Setter<'_>,
        sheet: Sheet,
    ) -> Result<(), PrintError> {
        self.set_on(pages, sheet)?;
        let style = Style::new(FontRole::Body, 9.0).inked(Ink::Grey);
        let text = format!("扫描码 {}", self.sheet);
        let (left, top) = corner(sheet);
        let at = (left - QUIET_MM, top + SIDE_MM - 1.0);
        for page in pages {
            let place = Place::field("扫描码");
            setter.put_right(&mut page.items, &text, style, at, &place)?;
        }
        Ok(())
    }
}

/// Left and top of the square.
fn corner(sheet: Sheet) -> (f64, f64) {
    let lowest = sheet.height_mm - EDGE_MM - SIDE_MM;
    let farthest = sheet.width_mm - EDGE_MM - SIDE_MM;
    let left = (sheet.right_mm() + BESIDE_MM).min(farthest);
    (left, (sheet.bottom_mm() + BELOW_MM).min(lowest))
}

/// Dots that lie side by side are one rectangle.
fn draw(items: &mut Vec<Item>, text: &str, (left, top): (f64, f64)) -> Result<(), PrintError> {
    let code =
        QrCode::encode_text(text, QrCodeEcc::Medium).map_err(|error| PrintError::Writing {
            source: std::io::Error::other(error.to_string()),
        })?;
    let dot = SIDE_MM / f64::from(code.size());
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let start = x;
            while x < code.size() && code.get_module(x, y) {
                x += 1;
            }
            if x > start {
                items.push(Item::Frame(Frame {
                    x_mm: left + f64::from(start) * dot,
                    y_mm: top + f64::from(y) * dot,
                    width_mm: f64::from(x - start) * dot,
                    height_mm: dot,
                    thickness_mm: 0.0,
                    ink: Ink::Black,
                    fill: Some(Ink::Black),
                }));
            }
            x += 1;
        }
    }
    Ok(())
}
