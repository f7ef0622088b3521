//! The brightest, or the darkest, of what lies about every point of a picture. Both after one another close
//! up writing and rules, and leave an edge of light where it is.

/// Every point takes what `pick` makes of those at most `reach` away, first along, then down. `none` is
/// what `pick` leaves as it is.
pub(super) fn spread(
    dots: &mut [u8],
    (width, height): (usize, usize),
    reach: usize,
    (pick, none): (fn(u8, u8) -> u8, u8),
) {
    let before = dots.to_vec();
    for (row, out) in before.chunks(width).zip(dots.chunks_mut(width)) {
        for (x, out) in out.iter_mut().enumerate() {
            let near = &row[x.saturating_sub(reach)..(x + reach + 1).min(width)];
            *out = near.iter().fold(none, |a, b| pick(a, *b));
        }
    }
    let before = dots.to_vec();
    for (y, out) in dots.chunks_mut(width).enumerate() {
        out.fill(none);
        for row in y.saturating_sub(reach)..(y + reach + 1).min(height) {
            let near = &before[row * width..(row + 1) * width];
            for (out, near) in out.iter_mut().zip(near) {
                *out = pick(*out, *near);
            }
        }
    }
}

/// What is brighter than its neighbours stays, what is thin and dark is gone.
pub(super) fn closed(dots: &mut [u8], size: (usize, usize), reach: usize) {
    spread(dots, size, reach, (u8::max, 0));
    spread(dots, size, reach, (u8::min, 255));
}
