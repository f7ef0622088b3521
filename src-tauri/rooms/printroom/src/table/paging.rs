//! Decides which rows of a table stand on which page; it refuses to leave what ends the paper alone
//! on a page of its own (GB/T 9704-2012, 7.3.5.4: a signature stands on a page with text).

use crate::error::PrintError;

/// Heights that decide where the pages of a table end, in millimetres.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    /// Free for rows and sums on the page where the table begins; header already taken off.
    pub(super) first_mm: f64,
    /// The same on a page of its own.
    pub(super) full_mm: f64,
    /// The line of sums that ends every page of several.
    pub(super) subtotal_mm: f64,
    /// The line of sums that ends the table.
    pub(super) total_mm: f64,
    /// What stands below the table and goes with its last rows.
    pub(super) tail_mm: f64,
}

/// The pages of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Paging {
    /// Whether the table begins on a page of its own.
    pub(super) turned: bool,
    /// First row of every page.
    pub(super) starts: Vec<usize>,
}

impl Paging {
    /// How many new pages the table asks for.
    pub(super) fn turns(&self) -> usize {
        usize::from(self.turned) + self.starts.len() - 1
    }
}

/// So many rows at least go with what ends the paper.
const ROWS_WITH_TAIL: usize = 2;

/// Fills pages from the top; if the tail does not fit below the last rows, the last two go with it
/// to a page more.
pub(super) fn paging(heights: &[f64], room: Room) -> Result<Paging, PrintError> {
    let opening: f64 = heights.iter().take(ROWS_WITH_TAIL).sum();
    let closing = if heights.len() <= ROWS_WITH_TAIL {
        room.total_mm + room.tail_mm
    } else {
        room.subtotal_mm
    };
    let turned = opening + closing > room.first_mm && room.first_mm < room.full_mm;
    let first_mm = if turned { room.full_mm } else { room.first_mm };
    let mut starts = vec![0];
    let (mut used, mut free) = (0.0, first_mm);
    for (index, height) in heights.iter().enumerate() {
        let last = index + 1 == heights.len();
        let foot = match (last, starts.len()) {
            (true, 1) => room.total_mm,
            (true, _) => room.total_mm + room.subtotal_mm,
            (false, _) => room.subtotal_mm,
        };
        if used + height + foot > free && used > 0.0 {
            starts.push(index);
            (used, free) = (0.0, room.full_mm);
        }
        if used + height + room.subtotal_mm + room.total_mm > free.max(room.full_mm) + 0.01
            && used == 0.0
        {
            return Err(PrintError::RowTooTall { row: index + 1 });
        }
        used += height;
    }
    let sums = |pages: usize| match pages {
        1 => room.total_mm,
        _ => room.total_mm + room.subtotal_mm,
    };
    if used + sums(starts.len()) + room.tail_mm > free {
        let start = starts[starts.len() - 1];
        if let Some(split) = split(heights, start, room) {
            starts.push(split);
        } else if starts.len() == 1 && !turned && room.first_mm < room.full_mm {
            return paging(
                heights,
                Room {
                    first_mm: room.full_mm,
                    ..room
                },
            )
            .map(|paging| Paging {
                turned: true,
                ..paging
            });
        }
    }
    keep_two(heights, &mut starts, room);
    Ok(Paging { turned, starts })
}

/// A last row alone above the tail takes the row before with it.
fn keep_two(heights: &[f64], starts: &mut [usize], room: Room) {
    let two = heights.len().saturating_sub(ROWS_WITH_TAIL);
    let Some((last, before)) = starts.split_last_mut() else {
        return;
    };
    let free = before.last().is_some_and(|from| *from < two);
    let rows: f64 = heights[two..].iter().sum();
    let foot = room.subtotal_mm + room.total_mm + room.tail_mm;
    if *last > two && free && room.tail_mm > 0.0 && rows + foot <= room.full_mm {
        *last = two;
    }
}

/// The row with which the last page begins, so that two rows, or one if they are high, stand above
/// the tail. `None` if the page before would be left without a row.
fn split(heights: &[f64], start: usize, room: Room) -> Option<usize> {
    let foot = room.subtotal_mm + room.total_mm + room.tail_mm;
    (1..=ROWS_WITH_TAIL)
        .rev()
        .map(|rows| heights.len().saturating_sub(rows))
        .find(|from| {
            let rows: f64 = heights[*from..].iter().sum();
            *from > start && rows + foot <= room.full_mm
        })
}
