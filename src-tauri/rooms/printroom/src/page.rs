//! A finished page as plain marks in millimetres from its top left corner; it refuses to know what
//! the marks mean or how they are written to a file.

use crate::fonts::{FaceId, FontRole};

/// A4 portrait (GB/T 9704-2012, 5.1): width in millimetres.
pub const A4_WIDTH_MM: f64 = 210.0;
/// A4 portrait: height in millimetres.
pub const A4_HEIGHT_MM: f64 = 297.0;
/// Millimetres in a point (1/72 inch).
pub const MM_PER_PT: f64 = 25.4 / 72.0;

/// One page.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// Width in millimetres.
    pub width_mm: f64,
    /// Height in millimetres.
    pub height_mm: f64,
    /// Which part of the document it belongs to (`报县`, `乡存`, …); readers show it with the number.
    pub part: String,
    /// Number of the page within its part, from 1.
    pub number: usize,
    /// The marks in reading order.
    pub items: Vec<Item>,
}

impl Page {
    /// An empty page of this size.
    pub fn new(width_mm: f64, height_mm: f64, part: &str, number: usize) -> Self {
        Self {
            width_mm,
            height_mm,
            part: part.to_owned(),
            number,
            items: Vec::new(),
        }
    }

    /// The text of the page in reading order, one run a line.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for run in self.runs() {
            text.push_str(&run.text);
            text.push('\n');
        }
        text
    }

    /// The text runs of the page in reading order.
    pub fn runs(&self) -> impl Iterator<Item = &TextRun> {
        self.items.iter().filter_map(|item| match item {
            Item::Text(run) => Some(run),
            Item::Rule(_) | Item::Frame(_) => None,
        })
    }
}

/// One mark on a page.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// Characters on one baseline.
    Text(TextRun),
    /// A straight line.
    Rule(Rule),
    /// A rectangle.
    Frame(Frame),
}

/// Characters of one face and size on one baseline.
#[derive(Debug, Clone, PartialEq)]
pub struct TextRun {
    /// What the text is set in.
    pub role: FontRole,
    /// The face that has these characters.
    pub face: FaceId,
    /// Type size in points.
    pub size_pt: f64,
    /// Colour.
    pub ink: Ink,
    /// Left edge of the first character.
    pub x_mm: f64,
    /// Baseline.
    pub baseline_mm: f64,
    /// The characters.
    pub text: String,
    /// Advance of each character in points, as many as characters.
    pub advances_pt: Vec<f32>,
}

impl TextRun {
    /// Width of the run in millimetres, by its advances.
    pub fn width_mm(&self) -> f64 {
        self.advances_pt.iter().map(|a| f64::from(*a)).sum::<f64>() * MM_PER_PT
    }
}

/// A straight line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rule {
    /// Start.
    pub from_mm: (f64, f64),
    /// End.
    pub to_mm: (f64, f64),
    /// Thickness in millimetres.
    pub thickness_mm: f64,
    /// Colour.
    pub ink: Ink,
}

/// A rectangle, stroked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    /// Left edge.
    pub x_mm: f64,
    /// Top edge.
    pub y_mm: f64,
    /// Width.
    pub width_mm: f64,
    /// Height.
    pub height_mm: f64,
    /// Thickness of the stroke in millimetres.
    pub thickness_mm: f64,
    /// Colour of the stroke.
    pub ink: Ink,
    /// Colour inside, if any.
    pub fill: Option<Ink>,
}

/// The few colours of official paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// Black.
    Black,
    /// A grey for what ties paper to screen.
    Grey,
    /// A very light grey behind table heads.
    Shade,
    /// The red of marks (GB/T 9704-2012, 5.2.4).
    Red,
}

impl Ink {
    /// Red, green and blue, each 0 to 1.
    pub const fn rgb(self) -> (f32, f32, f32) {
        match self {
            Self::Black => (0.0, 0.0, 0.0),
            Self::Grey => (0.35, 0.35, 0.35),
            Self::Shade => (0.94, 0.94, 0.94),
            Self::Red => (0.78, 0.08, 0.08),
        }
    }
}
