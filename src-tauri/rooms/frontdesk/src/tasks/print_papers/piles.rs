//! The pages of a print in piles, one for each size of paper: what is set on A4 goes on A4, what is
//! set on A3 on A3, and each copy begins on a sheet of its own.

use std::ops::Range;

use gongkai_printroom::Page;
use gongkai_rulebook::printing::{PaperKind, PaperSize};

use crate::Problem;
use crate::papers::Laid;
use crate::printers::Printer;

/// Papers for one size.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Pile {
    pub(super) size: PaperSize,
    /// Its pages are made larger or smaller to fill the paper.
    pub(super) fit: bool,
    /// Pages of the whole print, from 0; each range begins on a sheet of its own.
    pub(super) papers: Vec<Range<usize>>,
}

/// Sorts the pages; all on one size if the clerk wants one.
pub(super) fn piles(
    pages: &[Page],
    cover: usize,
    papers: &[Laid],
    wanted: Option<PaperSize>,
) -> Vec<Pile> {
    let mut sorted: Vec<Pile> = Vec::new();
    for range in sheets(pages, cover, papers) {
        let own = pages.get(range.start).map_or(PaperSize::A4, size_of);
        let size = wanted.unwrap_or(own);
        let at = sorted.iter().position(|pile| pile.size == size);
        let at = at.unwrap_or_else(|| {
            sorted.push(Pile {
                size,
                fit: false,
                papers: Vec::new(),
            });
            sorted.len() - 1
        });
        sorted[at].fit |= own != size;
        sorted[at].papers.push(range);
    }
    sorted
}

/// Refuses paper that the printer does not have, and says what can be done without it.
///
/// # Errors
/// `printer-lacks-paper`.
pub(super) fn has_paper(printer: &Printer, piles: &[Pile]) -> Result<(), Problem> {
    let Some(lacking) = piles.iter().find(|pile| !printer.takes(pile.size)) else {
        return Ok(());
    };
    let (size, called) = (lacking.size, &printer.called);
    let text = format!("打印机“{called}”没有{size}纸，这次要用");
    let next = match size {
        PaperSize::A3 => {
            "换一台能印 A3 的打印机；没有的，把“纸张”换成“都印在 A4 上”，或者把“张贴的纸面”换成 A4；也可以另存为 PDF，拿到能印 A3 的地方印"
        }
        PaperSize::A4 => "换一台能印 A4 的打印机，或者另存为 PDF",
        PaperSize::B6 | PaperSize::Dl | PaperSize::Zl | PaperSize::C5 | PaperSize::C4 => {
            "换一种尺寸的信封，或者换一台能印这种信封的打印机；也可以另存为 PDF"
        }
    };
    Err(Problem::refused("printer-lacks-paper", text, next).in_field("纸张"))
}

/// A page of no size that we know goes on A4, at its true size.
fn size_of(page: &Page) -> PaperSize {
    PaperSize::of_page(page.width_mm, page.height_mm).unwrap_or(PaperSize::A4)
}

/// Which pages lie on sheets of their own.
fn sheets(pages: &[Page], cover: usize, papers: &[Laid]) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    if cover > 0 {
        ranges.push(0..cover);
    }
    let mut start = cover;
    for paper in papers {
        let end = start + paper.pages.len();
        // The county's copy never has the township's on its back.
        let copies = matches!(paper.kind, PaperKind::Copies | PaperKind::Online);
        let mut from = start;
        for at in start + 1..end {
            let (Some(before), Some(page)) = (pages.get(at - 1), pages.get(at)) else {
                continue;
            };
            if copies && page.number == 1 || size_of(before) != size_of(page) {
                ranges.push(from..at);
                from = at;
            }
        }
        ranges.push(from..end);
        start = end;
    }
    ranges
}
