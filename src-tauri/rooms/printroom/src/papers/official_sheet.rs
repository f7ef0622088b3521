//! The sheets a document of GB/T 9704-2012 may stand on, each with its type: A4, A4 in larger type, A3
//! upright and lying; it refuses type on A4 other than the standard's unless the office chose larger.

use gongkai_rulebook::printing::PostedSheet;

use crate::block::Block;
use crate::error::PrintError;
use crate::fonts::FontRole;
use crate::page::{MM_PER_PT, Page};
use crate::papers::parts;
use crate::setting::flow::Sheet;
use crate::setting::{Setter, Style, grid};
use crate::table::pour::Look;

/// A sheet and the sizes of what stands on it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measures {
    pub(super) sheet: Sheet,
    /// Size of body type.
    body_pt: f64,
    /// Distance of baselines.
    pub(super) line_mm: f64,
    pub(super) title_pt: f64,
    pub(super) title_line_mm: f64,
    /// Contacts, captions.
    pub(super) small: Style,
    pub(super) small_line_mm: f64,
    /// Type sizes of lists, largest first.
    lists_pt: &'static [f64],
    row_mm: f64,
    /// Below this a list is hard to read, and the sheet is turned.
    least_pt: f64,
    /// What stands in the margins is so much further out than on A4, and larger.
    pub(super) margin: f64,
}

const SQRT_2: f64 = std::f64::consts::SQRT_2;
/// 2号 to the 3号 of the standard.
const LARGER: f64 = 22.0 / 16.0;
/// Type sizes of lists: 小四, 五号, 小五 and two smaller.
const LISTS_PT: &[f64] = &[12.0, 10.5, 9.0, 8.0, 7.0];
/// The same on a board: from 三号 downwards.
const POSTED_PT: &[f64] = &[16.0, 14.0, 12.0, 10.5, 9.0, 8.0, 7.0];
/// A list in smaller type than this asks for a larger sheet than A4.
const LEAST_ON_A4_PT: f64 = 8.0;

impl Measures {
    /// A4 by the standard: 22 lines of 28 characters of 3号.
    pub(super) const OFFICIAL: Self = Self {
        sheet: Sheet::OFFICIAL,
        body_pt: grid::BODY_PT,
        line_mm: grid::LINE_MM,
        title_pt: 22.0,
        title_line_mm: 12.0,
        small: Style::new(FontRole::Body, 14.0),
        small_line_mm: 8.2,
        lists_pt: LISTS_PT,
        row_mm: 8.0,
        least_pt: 9.0,
        margin: 1.0,
    };
    const LYING: Self = Self {
        sheet: Sheet::OFFICIAL_LYING,
        ..Self::OFFICIAL
    };
    /// A4, 16 lines of 20 characters of 2号.
    const LARGE: Self = Self {
        body_pt: grid::BODY_PT * LARGER,
        line_mm: grid::HEIGHT_MM / 16.0,
        title_pt: 30.0,
        title_line_mm: 16.0,
        small: Style::new(FontRole::Body, 18.0),
        small_line_mm: 10.5,
        lists_pt: POSTED_PT,
        row_mm: 10.0,
        least_pt: 12.0,
        ..Self::OFFICIAL
    };
    const LARGE_LYING: Self = Self {
        sheet: Sheet {
            text_height_mm: 11.0 * grid::HEIGHT_MM / 16.0,
            ..Sheet::OFFICIAL_LYING
        },
        ..Self::LARGE
    };
    /// A3: the page of the standard in larger type, its lists in type that they fit in.
    const A3: Self = Self {
        sheet: Sheet::OFFICIAL.times(SQRT_2),
        line_mm: grid::LINE_MM * SQRT_2,
        margin: SQRT_2,
        ..Self::LARGE
    };
    const A3_LYING: Self = Self {
        sheet: Sheet::OFFICIAL_LYING.times(SQRT_2),
        ..Self::A3
    };

    /// What carries the widest list in readable type. A copy that is posted stands on the sheet that
    /// the office chose; a list too wide for that one turns it, and one too wide for A4 takes A3.
    pub(super) fn of(
        blocks: &[Block],
        setter: Setter<'_>,
        posted: PostedSheet,
    ) -> Result<Self, PrintError> {
        let (upright, lying) = match posted {
            PostedSheet::A4 => (Self::OFFICIAL, Self::LYING),
            PostedSheet::A4Large => (Self::LARGE, Self::LARGE_LYING),
            PostedSheet::A3 => (Self::A3, Self::A3_LYING),
            PostedSheet::A3Lying => return Ok(Self::A3_LYING),
        };
        if upright.carries(blocks, setter, upright.least_pt)? {
            Ok(upright)
        } else if lying.carries(blocks, setter, LEAST_ON_A4_PT)? {
            Ok(lying)
        } else {
            Ok(Self::A3_LYING)
        }
    }

    /// Whether every list fits in type of this size.
    fn carries(
        &self,
        blocks: &[Block],
        setter: Setter<'_>,
        least_pt: f64,
    ) -> Result<bool, PrintError> {
        for block in blocks {
            let Block::List(list) = block else { continue };
            let wide_mm = self.sheet.text_width_mm;
            match list.table.size_in(setter, &self.list_look(), wide_mm) {
                Ok(size_pt) if size_pt >= least_pt => {}
                Ok(_) | Err(PrintError::TableTooWide { .. }) => return Ok(false),
                Err(other) => return Err(other),
            }
        }
        Ok(true)
    }

    /// Body type: as many characters as the width holds, none cut; 28 upright, 40 lying.
    pub(super) fn body(&self) -> Style {
        let room_pt = self.sheet.text_width_mm / MM_PER_PT;
        let natural_pt = self.body_pt * grid::PITCH_FACTOR;
        let characters = (room_pt / natural_pt + 0.001).floor();
        let em_pt = room_pt / characters;
        Style::new(FontRole::Body, self.body_pt).pitched(em_pt / self.body_pt)
    }

    /// `第 x 页 共 y 页` below the text area of every page.
    pub(super) fn number(&self, pages: &mut [Page], setter: Setter<'_>) -> Result<(), PrintError> {
        let at = (
            self.sheet.middle_mm(),
            self.sheet.bottom_mm() + 9.5 * self.margin,
        );
        let style = Style::new(FontRole::Body, 10.5 * self.margin);
        parts::number_pages_in(style, pages, setter, at)
    }

    pub(super) const fn title(&self) -> Style {
        Style::new(FontRole::Title, self.title_pt)
    }

    pub(super) fn list_look(&self) -> Look<'static> {
        let largest = self.lists_pt.first().copied().unwrap_or(12.0);
        Look {
            head: Style::new(FontRole::Hei, largest),
            body: Style::new(FontRole::Body, largest),
            sizes_pt: self.lists_pt,
            line_em: 1.35,
            row_mm: self.row_mm,
            tight_row_mm: Some(self.row_mm * 0.875),
        }
    }
}
