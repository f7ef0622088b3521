//! Decides which rows of a table stand on which page; it refuses to leave what ends the paper alone
//! on a page of its own (GB/T 9704-2012, 7.3.5.4: a signature stands on a page with text).

/// Heights that decide where the pages of a table end, in millimetres.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    /// Free for rows and sums on the page where the table begins; header already taken off.
    pub(super) first_mm: f64,
    /// The same on a page of its own.
    pub(super) full_mm: f64,
    /// The lines of sums that end every page of several but the last.
    pub(super) foot_mm: f64,
    /// The lines of sums that end the last page of several.
    pub(super) closing_mm: f64,
    /// The line of sums that ends a table of one page.
    pub(super) total_mm: f64,
    /// What stands below the table and goes with its last rows.
    pub(super) tail_mm: f64,
}

impl Room {
    /// Free for a row that has a page to itself, whichever page that is.
    pub(super) fn row_mm(&self) -> f64 {
        self.full_mm - self.foot_mm.max(self.closing_mm)
    }

    /// The sums of the last of so many pages.
    const fn sums_mm(&self, pages: usize) -> f64 {
        match pages {
            1 => self.total_mm,
            _ => self.closing_mm,
        }
    }
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

/// A row, counted from 0, that no page can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TooTall(pub(super) usize);

/// So many rows at least go with what ends the paper.
const ROWS_WITH_TAIL: usize = 2;

/// Fills pages from the top; if the tail does not fit below the last rows, the last two go with it
/// to a page more.
pub(super) fn paging(heights: &[f64], room: Room) -> Result<Paging, TooTall> {
    let opening: f64 = heights.iter().take(ROWS_WITH_TAIL).sum();
    let closing = if heights.len() <= ROWS_WITH_TAIL {
        room.total_mm + room.tail_mm
    } else {
        room.foot_mm
    };
    let turned = opening + closing > room.first_mm && room.first_mm < room.full_mm;
    let first_mm = if turned { room.full_mm } else { room.first_mm };
    let mut starts = vec![0];
    let (mut used, mut free) = (0.0, first_mm);
    for (index, height) in heights.iter().enumerate() {
        let foot = match index + 1 == heights.len() {
            true => room.sums_mm(starts.len()),
            false => room.foot_mm,
        };
        if used + height + foot > free && used > 0.0 {
            starts.push(index);
            (used, free) = (0.0, room.full_mm);
        }
        if used == 0.0 && *height > room.row_mm() + 0.01 {
            return Err(TooTall(index));
        }
        used += height;
    }
    if used + room.sums_mm(starts.len()) + room.tail_mm > free {
        let start = starts[starts.len() - 1];
        if let Some(split) = split(heights, start, room) {
            starts.push(split);
        } else if starts.len() == 1 && !turned && room.first_mm < room.full_mm {
            let first_mm = room.full_mm;
            return paging(heights, Room { first_mm, ..room }).map(|paging| Paging {
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
    let foot = room.closing_mm + room.tail_mm;
    if *last > two && free && room.tail_mm > 0.0 && rows + foot <= room.full_mm {
        *last = two;
    }
}

/// The row with which the last page begins, so that two rows, or one if they are high, stand above
/// the tail. `None` if the page before would be left without a row.
fn split(heights: &[f64], start: usize, room: Room) -> Option<usize> {
    let foot = room.closing_mm + room.tail_mm;
    (1..=ROWS_WITH_TAIL)
        .rev()
        .map(|rows| heights.len().saturating_sub(rows))
        .find(|from| {
            let rows: f64 = heights[*from..].iter().sum();
            *from > start && rows + foot <= room.full_mm
        })
}
