//! The page of an official document as GB/T 9704-2012 draws it (5.2): margins, 22 lines of 28
//! characters; it refuses other measures.

use crate::page::{A4_HEIGHT_MM, A4_WIDTH_MM, MM_PER_PT};
use crate::setting::ASCENT;

/// Top margin (天头), 37 mm.
pub(crate) const TOP_MM: f64 = 37.0;
/// Left margin (订口), 28 mm.
pub(crate) const LEFT_MM: f64 = 28.0;
/// Width of the text area (版心), 156 mm.
pub(crate) const WIDTH_MM: f64 = 156.0;
/// Height of the text area, 225 mm.
pub(crate) const HEIGHT_MM: f64 = 225.0;
/// Lines on a page.
pub(crate) const LINES: usize = 22;
/// Characters in a line.
pub(crate) const CHARACTERS: usize = 28;
/// Size of body type, 3号, in points.
pub(crate) const BODY_PT: f64 = 16.0;
/// Distance between baselines in millimetres (28.99 pt).
pub(crate) const LINE_MM: f64 = HEIGHT_MM / LINES as f64;
/// Width of the text area in points.
pub(crate) const WIDTH_PT: f64 = WIDTH_MM / MM_PER_PT;
/// What an advance is multiplied with so that 28 characters fill a line (15.79 pt for 16 pt).
pub(crate) const PITCH_FACTOR: f64 = WIDTH_PT / CHARACTERS as f64 / BODY_PT;
/// Right edge of the text area.
pub(crate) const RIGHT_MM: f64 = LEFT_MM + WIDTH_MM;
/// Bottom edge of the text area.
pub(crate) const BOTTOM_MM: f64 = TOP_MM + HEIGHT_MM;

const _: () = assert!(RIGHT_MM < A4_WIDTH_MM && BOTTOM_MM < A4_HEIGHT_MM);

/// Baseline of type of this size in the middle of a line whose top is at `top_mm`.
pub(crate) fn baseline_mm(top_mm: f64, line_mm: f64, size_pt: f64) -> f64 {
    let em_mm = size_pt * MM_PER_PT;
    top_mm + (line_mm - em_mm) / 2.0 + em_mm * ASCENT
}
