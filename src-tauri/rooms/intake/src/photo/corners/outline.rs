//! The figure of four sides that fits the outline of a patch best.

use super::super::plane::{Quad, Spot, length};

/// The corners of the patch that lies about the middle of a mask.
pub(super) fn quad_of(mask: &[bool], width: usize, height: usize) -> Option<Quad> {
    let patch = middle_patch(mask, width, height)?;
    let outline = outline(&patch, width, height);
    let hull = hull(outline.clone());
    let widest = widest(&thinned(hull))?;
    Some(from_top_left(fitted(&widest, &outline)))
}

/// The connected points of which most lie in the middle of the picture.
fn middle_patch(mask: &[bool], width: usize, height: usize) -> Option<Vec<bool>> {
    let mut seen = vec![false; mask.len()];
    let mut best: Option<(usize, Vec<usize>)> = None;
    let middle = |at: usize| {
        let (x, y) = (at % width, at / width);
        (width / 4..width * 3 / 4).contains(&x) && (height / 4..height * 3 / 4).contains(&y)
    };
    for start in 0..mask.len() {
        if !mask[start] || seen[start] || !middle(start) {
            continue;
        }
        let patch = grown(mask, &mut seen, start, width);
        let inside = patch.iter().filter(|at| middle(**at)).count();
        if best.as_ref().is_none_or(|(most, _)| inside > *most) {
            best = Some((inside, patch));
        }
    }
    let (_, patch) = best?;
    let mut dots = vec![false; mask.len()];
    for at in patch {
        dots[at] = true;
    }
    Some(dots)
}

fn grown(mask: &[bool], seen: &mut [bool], start: usize, width: usize) -> Vec<usize> {
    let mut patch = vec![start];
    seen[start] = true;
    let mut next = 0;
    while let Some(&at) = patch.get(next) {
        next += 1;
        let x = at % width;
        let left = (x > 0).then(|| at - 1);
        let right = (x + 1 < width).then(|| at + 1);
        let beside = [left, right, at.checked_sub(width), Some(at + width)];
        for to in beside.into_iter().flatten() {
            if mask.get(to) == Some(&true) && !seen[to] {
                seen[to] = true;
                patch.push(to);
            }
        }
    }
    patch
}

/// First and last point of every row and of every column.
fn outline(patch: &[bool], width: usize, height: usize) -> Vec<Spot> {
    let mut spots = Vec::new();
    for y in 0..height {
        let row = &patch[y * width..(y + 1) * width];
        if let (Some(first), Some(last)) = (
            row.iter().position(|dot| *dot),
            row.iter().rposition(|dot| *dot),
        ) {
            spots.push((first as f64, y as f64 + 0.5));
            spots.push((last as f64 + 1.0, y as f64 + 0.5));
        }
    }
    for x in 0..width {
        let mut column = (0..height).filter(|y| patch[y * width + x]);
        if let Some(first) = column.next() {
            let last = column.next_back().unwrap_or(first);
            spots.push((x as f64 + 0.5, first as f64));
            spots.push((x as f64 + 0.5, last as f64 + 1.0));
        }
    }
    spots
}

fn turn(a: Spot, b: Spot, c: Spot) -> f64 {
    (b.0 - a.0) * (c.1 - a.1) - (b.1 - a.1) * (c.0 - a.0)
}

/// The convex hull, clockwise as one sees it (Andrew 1979).
fn hull(mut spots: Vec<Spot>) -> Vec<Spot> {
    spots.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let half = |spots: &mut dyn Iterator<Item = Spot>| {
        let mut chain: Vec<Spot> = Vec::new();
        for spot in spots {
            while let [.., a, b] = chain.as_slice() {
                if turn(*a, *b, spot) > 0.0 {
                    break;
                }
                chain.pop();
            }
            chain.push(spot);
        }
        chain.pop();
        chain
    };
    let mut hull = half(&mut spots.iter().copied());
    hull.extend(half(&mut spots.iter().rev().copied()));
    hull
}

/// Few enough points to try every four of them.
fn thinned(hull: Vec<Spot>) -> Vec<Spot> {
    let mut apart = 2.0;
    let mut thin = hull;
    while thin.len() > 70 {
        let mut kept: Vec<Spot> = Vec::new();
        for spot in thin {
            if kept.last().is_none_or(|last| length(*last, spot) >= apart) {
                kept.push(spot);
            }
        }
        thin = kept;
        apart *= 1.5;
    }
    thin
}

/// The four points that span most.
fn widest(hull: &[Spot]) -> Option<[Spot; 4]> {
    let count = hull.len();
    if count < 4 {
        return None;
    }
    let mut best = (0.0, [hull[0]; 4]);
    for first in 0..count - 2 {
        for third in first + 2..count {
            let farthest = |between: &mut dyn Iterator<Item = usize>| {
                let reach = |at: usize| turn(hull[first], hull[third], hull[at]).abs();
                between.max_by(|a, b| reach(*a).total_cmp(&reach(*b)))
            };
            let second = farthest(&mut (first + 1..third));
            let fourth = farthest(&mut (third + 1..count).chain(0..first));
            let (Some(second), Some(fourth)) = (second, fourth) else {
                continue;
            };
            let four = [hull[first], hull[second], hull[third], hull[fourth]];
            let spanned =
                turn(four[0], four[2], four[1]).abs() + turn(four[0], four[2], four[3]).abs();
            if spanned > best.0 {
                best = (spanned, four);
            }
        }
    }
    Some(best.1)
}

/// A straight line: a place on it and its direction.
type Line = (Spot, Spot);

/// Every side laid along the outline beside it, the corners where the sides meet: a thumb or a bent
/// corner does not move them.
fn fitted(four: &[Spot; 4], outline: &[Spot]) -> Quad {
    let sides: Vec<Line> = (0..4)
        .map(|at| side(four[at], four[(at + 1) % 4], outline))
        .collect();
    let mut corners = *four;
    for (at, corner) in corners.iter_mut().enumerate() {
        if let Some(met) = meet(sides[(at + 3) % 4], sides[at])
            && length(met, *corner) < 30.0
        {
            *corner = met;
        }
    }
    Quad(corners)
}

fn side(from: Spot, to: Spot, outline: &[Spot]) -> Line {
    let long = length(from, to).max(1.0);
    let mut line = (from, ((to.0 - from.0) / long, (to.1 - from.1) / long));
    for near in [(long * 0.03).max(3.0), 2.5, 1.5] {
        let beside: Vec<Spot> = outline
            .iter()
            .copied()
            .filter(|spot| {
                let way = (spot.0 - from.0) * line.1.0 + (spot.1 - from.1) * line.1.1;
                (long * 0.06..long * 0.94).contains(&way) && off(line, *spot).abs() < near
            })
            .collect();
        if (beside.len() as f64) < long * 0.2 {
            break;
        }
        line = through(&beside, line.1);
    }
    line
}

fn off((at, along): Line, spot: Spot) -> f64 {
    (spot.1 - at.1) * along.0 - (spot.0 - at.0) * along.1
}

/// The line through the middle of points along which they scatter most.
fn through(spots: &[Spot], along: Spot) -> Line {
    let count = spots.len() as f64;
    let middle = spots
        .iter()
        .fold((0.0, 0.0), |sum, spot| (sum.0 + spot.0, sum.1 + spot.1));
    let middle = (middle.0 / count, middle.1 / count);
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    for spot in spots {
        let (x, y) = (spot.0 - middle.0, spot.1 - middle.1);
        (xx, xy, yy) = (xx + x * x, xy + x * y, yy + y * y);
    }
    let angle = 0.5 * (2.0 * xy).atan2(xx - yy);
    let (sin, cos) = angle.sin_cos();
    match cos * along.0 + sin * along.1 < 0.0 {
        true => (middle, (-cos, -sin)),
        false => (middle, (cos, sin)),
    }
}

fn meet(one: Line, two: Line) -> Option<Spot> {
    let across = one.1.0 * two.1.1 - one.1.1 * two.1.0;
    if across.abs() < 0.1 {
        return None;
    }
    let (x, y) = (two.0.0 - one.0.0, two.0.1 - one.0.1);
    let way = (x * two.1.1 - y * two.1.0) / across;
    Some((one.0.0 + one.1.0 * way, one.0.1 + one.1.1 * way))
}

/// The same corners, beginning with the one nearest the picture's top left.
fn from_top_left(quad: Quad) -> Quad {
    let first = (0..4)
        .min_by(|a, b| {
            let sum = |at: usize| quad.0[at].0 + quad.0[at].1;
            sum(*a).total_cmp(&sum(*b))
        })
        .unwrap_or(0);
    Quad([0, 1, 2, 3].map(|at| quad.0[(first + at) % 4]))
}
