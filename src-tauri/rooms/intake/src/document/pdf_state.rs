//! Where text of a PDF's page stands while its operators are walked: the graphics and text state
//! (ISO 32000-1, 8.4 and 9.3) as far as reading needs it.

use std::cell::RefCell;
use std::rc::Rc;

use super::pdf_fonts::ReadFont;

/// Text that is drawn so is not seen: ISO 32000-1, table 106.
const INVISIBLE: f64 = 3.0;

pub(super) type Matrix = [f64; 6];
pub(super) const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// What moves text, and how it is drawn.
#[derive(Clone)]
pub(super) struct State<'a> {
    pub(super) ctm: Matrix,
    pub(super) line: Matrix,
    pub(super) text: Matrix,
    pub(super) font: Option<Rc<RefCell<ReadFont<'a>>>>,
    pub(super) size: f64,
    pub(super) character_space: f64,
    pub(super) word_space: f64,
    pub(super) scale: f64,
    pub(super) leading: f64,
    pub(super) render: f64,
}

impl State<'_> {
    /// As a page or a form begins.
    pub(super) fn under(ctm: Matrix) -> Self {
        Self {
            ctm,
            line: IDENTITY,
            text: IDENTITY,
            font: None,
            size: 0.0,
            character_space: 0.0,
            word_space: 0.0,
            scale: 1.0,
            leading: 0.0,
            render: 0.0,
        }
    }

    /// Whether text is drawn so that nobody sees it.
    pub(super) fn is_invisible(&self) -> bool {
        self.render == INVISIBLE
    }

    pub(super) fn start(&mut self, at: Matrix) {
        self.line = at;
        self.text = at;
    }

    pub(super) fn move_line(&mut self, x: f64, y: f64) {
        self.start(multiply([1.0, 0.0, 0.0, 1.0, x, y], self.line));
    }

    pub(super) fn advance(&mut self, by: f64) {
        self.text = multiply([1.0, 0.0, 0.0, 1.0, by, 0.0], self.text);
    }

    /// Where text stands on the page, and how long an em is there.
    pub(super) fn place(&self) -> (f64, f64, f64) {
        let on_page = multiply(self.text, self.ctm);
        let em = self.size.abs() * on_page[0].hypot(on_page[1]);
        (on_page[4], on_page[5], em)
    }
}

pub(super) fn matrix(numbers: &[f64]) -> Matrix {
    numbers.try_into().unwrap_or(IDENTITY)
}

pub(super) fn multiply(a: Matrix, b: Matrix) -> Matrix {
    [
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    ]
}
