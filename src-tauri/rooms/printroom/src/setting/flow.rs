//! Pages that are filled from top to bottom; it refuses to let anything below the text area.

use crate::page::{Item, Page};
use crate::setting::grid;

/// Size of a sheet and the text area on it, in millimetres.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sheet {
    pub(crate) width_mm: f64,
    pub(crate) height_mm: f64,
    pub(crate) left_mm: f64,
    pub(crate) top_mm: f64,
    pub(crate) text_width_mm: f64,
    pub(crate) text_height_mm: f64,
}

impl Sheet {
    /// A4 portrait with the margins of GB/T 9704-2012.
    pub(crate) const OFFICIAL: Self = Self {
        width_mm: crate::page::A4_WIDTH_MM,
        height_mm: crate::page::A4_HEIGHT_MM,
        left_mm: grid::LEFT_MM,
        top_mm: grid::TOP_MM,
        text_width_mm: grid::WIDTH_MM,
        text_height_mm: grid::HEIGHT_MM,
    };

    /// A4 landscape for wide lists: the text area of the portrait page, turned, at equal margins.
    pub(crate) const OFFICIAL_LYING: Self = Self {
        width_mm: crate::page::A4_HEIGHT_MM,
        height_mm: crate::page::A4_WIDTH_MM,
        left_mm: 36.0,
        top_mm: 32.0,
        text_width_mm: grid::HEIGHT_MM,
        text_height_mm: 15.0 * grid::LINE_MM,
    };

    /// The same, all sides so many times as long.
    pub(crate) const fn times(self, times: f64) -> Self {
        Self {
            width_mm: self.width_mm * times,
            height_mm: self.height_mm * times,
            left_mm: self.left_mm * times,
            top_mm: self.top_mm * times,
            text_width_mm: self.text_width_mm * times,
            text_height_mm: self.text_height_mm * times,
        }
    }

    /// Right edge of the text area.
    pub(crate) const fn right_mm(&self) -> f64 {
        self.left_mm + self.text_width_mm
    }

    /// Bottom edge of the text area.
    pub(crate) const fn bottom_mm(&self) -> f64 {
        self.top_mm + self.text_height_mm
    }

    /// Middle of the text area.
    pub(crate) const fn middle_mm(&self) -> f64 {
        self.left_mm + self.text_width_mm / 2.0
    }
}

/// Pages in the making and the height reached on the last.
#[derive(Debug)]
pub(crate) struct Flow {
    pub(crate) sheet: Sheet,
    part: String,
    pages: Vec<Page>,
    open: Page,
    /// Top of the free room on the open page.
    pub(crate) y_mm: f64,
}

impl Flow {
    /// Opens the first page.
    pub(crate) fn new(sheet: Sheet, part: &str) -> Self {
        Self {
            sheet,
            part: part.to_owned(),
            pages: Vec::new(),
            open: Page::new(sheet.width_mm, sheet.height_mm, part, 1),
            y_mm: sheet.top_mm,
        }
    }

    /// Free height on the open page.
    pub(crate) fn room_mm(&self) -> f64 {
        self.sheet.bottom_mm() - self.y_mm + 0.001
    }

    /// Whether nothing stands on the open page yet.
    pub(crate) fn at_top(&self) -> bool {
        self.y_mm <= self.sheet.top_mm + 0.001
    }

    /// Whether the open page is the back of a sheet.
    pub(crate) fn on_even_page(&self) -> bool {
        self.pages.len() % 2 == 1
    }

    /// Closes the page and opens the next.
    pub(crate) fn turn(&mut self) {
        let next = Page::new(
            self.sheet.width_mm,
            self.sheet.height_mm,
            &self.part,
            self.pages.len() + 2,
        );
        self.pages.push(std::mem::replace(&mut self.open, next));
        self.y_mm = self.sheet.top_mm;
    }

    /// Turns the page if less than this height is free and the page is not empty.
    pub(crate) fn need(&mut self, height_mm: f64) {
        if self.room_mm() < height_mm && !self.at_top() {
            self.turn();
        }
    }

    /// Takes a height and answers with its top; turns the page first if it does not fit.
    pub(crate) fn take(&mut self, height_mm: f64) -> f64 {
        self.need(height_mm);
        let top = self.y_mm;
        self.y_mm += height_mm;
        top
    }

    /// Leaves a height free, but not at the top of a page.
    pub(crate) fn skip(&mut self, height_mm: f64) {
        if !self.at_top() {
            self.y_mm = (self.y_mm + height_mm).min(self.sheet.bottom_mm());
        }
    }

    /// Goes down to the next line of the grid.
    pub(crate) fn snap_to_grid(&mut self, line_mm: f64) {
        let lines = ((self.y_mm - self.sheet.top_mm) / line_mm - 0.001).ceil();
        self.y_mm = (self.sheet.top_mm + lines * line_mm).min(self.sheet.bottom_mm());
    }

    /// The marks of the open page.
    pub(crate) fn items(&mut self) -> &mut Vec<Item> {
        &mut self.open.items
    }

    /// All pages.
    pub(crate) fn finish(mut self) -> Vec<Page> {
        self.pages.push(self.open);
        self.pages
    }
}
