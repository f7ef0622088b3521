//! What all papers have in common: words, pages, and the make of a file that can be edited; it refuses
//! to know one of them.

use crate::block::Block;
use crate::editable::{Make, Numbering};
use crate::error::PrintError;
use crate::fonts::FontShelf;
use crate::forms::FormShelf;
use crate::page::{A4_HEIGHT_MM, A4_WIDTH_MM, Page};
use crate::papers::{
    ApprovalSheet, BatchApproval, Copies, Envelope, FeedbackSheet, HandOverSlip, Leaflet,
    ListChanges, Notice, PrintList, RegisterBook, ReturnSlip, SecrecyLetter,
};
use crate::setting::grid;

/// A paper that is set from a form.
pub trait Document {
    /// What stands on it.
    ///
    /// # Errors
    /// [`PrintError::Form`], what the paper refuses.
    fn blocks(&self, forms: &FormShelf) -> Result<Vec<Block>, PrintError>;

    /// Its pages.
    ///
    /// # Errors
    /// As [`Self::blocks`], and what cannot be set.
    fn pages(&self, shelf: &FontShelf, forms: &FormShelf) -> Result<Vec<Page>, PrintError>;

    /// The page of its editable file.
    fn make(&self) -> Make;

    /// What stands red above every page of what must not be posted; mostly nothing.
    fn banner(&self) -> &str {
        ""
    }
}

const OFFICIAL: Make = Make {
    paper_mm: (A4_WIDTH_MM, A4_HEIGHT_MM),
    left_mm: grid::LEFT_MM,
    top_mm: grid::TOP_MM,
    width_mm: grid::WIDTH_MM,
    height_mm: grid::HEIGHT_MM,
    title_pt: 22.0,
    text_pt: 16.0,
    line_pt: 28.95,
    table_pt: 12.0,
    grid: true,
    numbers: Numbering::OfAll,
};
const LETTER: Make = Make {
    numbers: Numbering::Dashed,
    ..OFFICIAL
};
const FRAMED: Make = Make {
    left_mm: 25.0,
    top_mm: 22.0,
    width_mm: 160.0,
    height_mm: 254.0,
    text_pt: 12.0,
    line_pt: 18.0,
    grid: false,
    ..OFFICIAL
};
const PLAIN: Make = Make {
    left_mm: 24.0,
    top_mm: 25.0,
    width_mm: 162.0,
    height_mm: 244.0,
    title_pt: 20.0,
    text_pt: 12.0,
    line_pt: 20.0,
    table_pt: 10.5,
    grid: false,
    ..OFFICIAL
};
const SLIP: Make = Make {
    text_pt: 14.0,
    line_pt: 28.0,
    grid: false,
    ..OFFICIAL
};
const LEAFLET: Make = Make {
    top_mm: 22.0,
    text_pt: 14.0,
    line_pt: 24.0,
    height_mm: 254.0,
    numbers: Numbering::None,
    ..PLAIN
};
const BOOK: Make = Make {
    paper_mm: (A4_HEIGHT_MM, A4_WIDTH_MM),
    left_mm: 20.0,
    top_mm: 22.0,
    width_mm: 265.0,
    height_mm: 170.0,
    title_pt: 20.0,
    text_pt: 10.5,
    line_pt: 17.0,
    table_pt: 9.0,
    grid: false,
    ..OFFICIAL
};

macro_rules! document {
    ($($paper:ty => $make:expr $(, $banner:expr)?;)*) => {$(
        impl Document for $paper {
            fn blocks(&self, forms: &FormShelf) -> Result<Vec<Block>, PrintError> {
                Self::blocks(self, forms)
            }

            fn pages(&self, shelf: &FontShelf, forms: &FormShelf) -> Result<Vec<Page>, PrintError> {
                Self::pages(self, shelf, forms)
            }

            fn make(&self) -> Make {
                $make
            }

            $(fn banner(&self) -> &str {
                let banner: fn(&Self) -> &str = $banner;
                banner(self)
            })?
        }
    )*};
}

document! {
    Copies => OFFICIAL, Self::warning;
    Notice => OFFICIAL;
    SecrecyLetter => LETTER;
    ApprovalSheet => FRAMED;
    BatchApproval => FRAMED;
    FeedbackSheet => FRAMED;
    HandOverSlip => SLIP;
    PrintList => PLAIN;
    ReturnSlip => SLIP;
    ListChanges => PLAIN;
    Leaflet => LEAFLET, |leaflet| &leaflet.banner;
    RegisterBook => BOOK;
}

impl Document for Envelope {
    fn blocks(&self, forms: &FormShelf) -> Result<Vec<Block>, PrintError> {
        Self::blocks(self, forms)
    }

    fn pages(&self, shelf: &FontShelf, forms: &FormShelf) -> Result<Vec<Page>, PrintError> {
        Self::pages(self, shelf, forms)
    }

    fn make(&self) -> Make {
        let paper_mm = self.size.size_mm();
        Make {
            paper_mm,
            left_mm: 30.0,
            top_mm: paper_mm.1 * 0.36,
            width_mm: paper_mm.0 - 45.0,
            height_mm: paper_mm.1 * 0.64 - 8.0,
            text_pt: 16.0,
            line_pt: 28.0,
            numbers: Numbering::None,
            ..PLAIN
        }
    }
}
