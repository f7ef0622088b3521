//! The marks of a page as PDF operators; it refuses to move anything: advances are those of the page.

use printpdf::{
    Color, FontId, Line, LinePoint, Mm, Op, PaintMode, PdfFontHandle, PdfPage, Point, Pt, Rect,
    Rgb, TextItem, TextMatrix,
};

use crate::error::PrintError;
use crate::fonts::{FaceId, FontShelf};
use crate::page::{Frame, Ink, Item, MM_PER_PT, Page, Rule, TextRun};

/// Name of a face in the file's resources.
pub(super) fn font_key(face: FaceId) -> String {
    format!("GK{}", face.index())
}

/// One page with its marks: lines and frames first, text on top in reading order.
pub(super) fn page(page: &Page, shelf: &FontShelf) -> Result<PdfPage, PrintError> {
    let mut ops = Vec::with_capacity(page.items.len() * 4);
    let mut pen = Pen::default();
    for item in &page.items {
        match item {
            Item::Frame(frame) => draw_frame(&mut ops, &mut pen, page, frame),
            Item::Rule(rule) => draw_rule(&mut ops, &mut pen, page, rule),
            Item::Text(_) => {}
        }
    }
    ops.push(Op::StartTextSection);
    let mut font = None;
    for run in page.runs() {
        if font != Some((run.face, run.size_pt)) {
            font = Some((run.face, run.size_pt));
            ops.push(Op::SetFont {
                font: PdfFontHandle::External(FontId(font_key(run.face))),
                size: Pt(run.size_pt as f32),
            });
        }
        pen.fill(&mut ops, run.ink);
        show(&mut ops, page, run, shelf)?;
    }
    ops.push(Op::EndTextSection);
    Ok(PdfPage::new(
        Mm(page.width_mm as f32),
        Mm(page.height_mm as f32),
        ops,
    ))
}

/// The colours and the thickness in force, so that they are written only when they change.
#[derive(Default)]
struct Pen {
    fill: Option<Ink>,
    stroke: Option<(Ink, f64)>,
}

impl Pen {
    fn fill(&mut self, ops: &mut Vec<Op>, ink: Ink) {
        if self.fill != Some(ink) {
            self.fill = Some(ink);
            ops.push(Op::SetFillColor { col: colour(ink) });
        }
    }

    fn stroke(&mut self, ops: &mut Vec<Op>, ink: Ink, thickness_mm: f64) {
        if self.stroke != Some((ink, thickness_mm)) {
            self.stroke = Some((ink, thickness_mm));
            ops.push(Op::SetOutlineColor { col: colour(ink) });
            ops.push(Op::SetOutlineThickness {
                pt: pt(thickness_mm),
            });
        }
    }
}

/// Text in one piece, with a correction wherever the page's advance is not the font's.
fn show(
    ops: &mut Vec<Op>,
    page: &Page,
    run: &TextRun,
    shelf: &FontShelf,
) -> Result<(), PrintError> {
    let face = shelf.face(run.face).loaded()?;
    let mut items = Vec::new();
    let mut piece = String::new();
    let mut drift = 0.0;
    for (character, advance) in run.text.chars().zip(&run.advances_pt) {
        piece.push(character);
        let natural = f64::from(face.advance(character).unwrap_or(0));
        drift += natural - f64::from(*advance) * 1000.0 / run.size_pt;
        if drift.abs() >= 1.0 {
            items.push(TextItem::Text(std::mem::take(&mut piece)));
            let correction = (drift * 10.0).round() / 10.0;
            items.push(TextItem::Offset(correction as f32));
            drift -= correction;
        }
    }
    if piece.is_empty() {
        items.pop();
    } else {
        items.push(TextItem::Text(piece));
    }
    let (x, y) = (pt(run.x_mm), pt(page.height_mm - run.baseline_mm));
    ops.push(Op::SetTextMatrix {
        matrix: TextMatrix::Raw([1.0, 0.0, 0.0, 1.0, x.0, y.0]),
    });
    ops.push(Op::ShowText { items });
    Ok(())
}

fn draw_rule(ops: &mut Vec<Op>, pen: &mut Pen, page: &Page, rule: &Rule) {
    pen.stroke(ops, rule.ink, rule.thickness_mm);
    let point = |(x, y): (f64, f64)| LinePoint {
        p: Point {
            x: pt(x),
            y: pt(page.height_mm - y),
        },
        bezier: false,
    };
    ops.push(Op::DrawLine {
        line: Line {
            points: vec![point(rule.from_mm), point(rule.to_mm)],
            is_closed: false,
        },
    });
}

fn draw_frame(ops: &mut Vec<Op>, pen: &mut Pen, page: &Page, frame: &Frame) {
    let paint = |ops: &mut Vec<Op>, mode| {
        ops.push(Op::DrawRectangle {
            rectangle: Rect {
                x: pt(frame.x_mm),
                y: pt(page.height_mm - frame.y_mm - frame.height_mm),
                width: pt(frame.width_mm),
                height: pt(frame.height_mm),
                mode: Some(mode),
                winding_order: None,
            },
        });
    };
    if let Some(inside) = frame.fill {
        pen.fill(ops, inside);
        paint(ops, PaintMode::Fill);
    }
    if frame.thickness_mm > 0.0 {
        pen.stroke(ops, frame.ink, frame.thickness_mm);
        paint(ops, PaintMode::Stroke);
    }
}

fn colour(ink: Ink) -> Color {
    let (r, g, b) = ink.rgb();
    Color::Rgb(Rgb {
        r,
        g,
        b,
        icc_profile: None,
    })
}

/// Points, to a thousandth.
fn pt(mm: f64) -> Pt {
    Pt(((mm / MM_PER_PT * 1000.0).round() / 1000.0) as f32)
}
