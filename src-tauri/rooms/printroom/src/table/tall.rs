//! A row higher than a page is set in pieces that say so where they are cut; it refuses to lose a
//! line, and to say a number or an amount twice.

use crate::setting::Glyph;
use crate::table::pour::Laid;

type Line = Vec<Glyph>;

/// The lines that stand where a cell is cut, in the width of its column.
#[derive(Debug, Clone, Default)]
pub(super) struct Marks {
    /// At the top of what goes on.
    pub(super) from_before: Vec<Line>,
    /// At the foot of what is cut.
    pub(super) goes_on: Vec<Line>,
}

/// What a cell says where it goes on.
pub(super) const FROM_BEFORE: &str = "（接上页）";
/// What a cell says where it is cut.
pub(super) const GOES_ON: &str = "（转下页）";

/// The cells of each piece, none of more than `most` lines. Cells that end before the cut are blank
/// in the pieces behind it: an amount that stood twice would be read as paid twice.
/// `None` if the marks alone fill a piece.
pub(super) fn pieces(
    cells: Vec<Vec<Line>>,
    most: usize,
    marks: &[Marks],
) -> Option<Vec<Vec<Vec<Line>>>> {
    let mut pieces = Vec::new();
    let mut rest = cells;
    while pieces.is_empty() || rest.iter().any(|lines| !lines.is_empty()) {
        let begun = !pieces.is_empty();
        let mut piece = Vec::with_capacity(rest.len());
        for (lines, marks) in rest.iter_mut().zip(marks) {
            piece.push(cut(lines, most, begun, marks)?);
        }
        pieces.push(piece);
    }
    Some(pieces)
}

/// Takes from a cell what fits a piece, marked where it is cut.
fn cut(lines: &mut Vec<Line>, most: usize, begun: bool, marks: &Marks) -> Option<Vec<Line>> {
    let mut piece = Vec::new();
    if begun && !lines.is_empty() {
        piece.extend(marks.from_before.iter().cloned());
    }
    let room = most.checked_sub(piece.len())?;
    if lines.len() <= room {
        piece.append(lines);
        return Some(piece);
    }
    let taken = room
        .checked_sub(marks.goes_on.len())
        .filter(|lines| *lines > 0)?;
    piece.extend(lines.drain(..taken));
    piece.extend(marks.goes_on.iter().cloned());
    Some(piece)
}

/// Row of the table with which a page begins that begins with this piece: a row counts where it
/// begins.
pub(super) fn first_row(rows: &[Laid], at: usize, count: usize) -> usize {
    rows.get(at)
        .map_or(count, |laid| laid.row + usize::from(laid.goes_on))
}
