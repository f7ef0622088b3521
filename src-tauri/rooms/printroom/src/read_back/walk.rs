//! Walks the operators of a page and writes down its text; it refuses to follow forms for ever.

use std::cell::RefCell;
use std::rc::Rc;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::read_back::fonts::{Fonts, ReadFont};
use crate::read_back::{NotLookedAt, PageText};

/// A gap wider than this many em separates words; justified body text opens at most 0.25.
const WORD_GAP_EM: f64 = 0.3;
/// Forms inside forms are followed so deep.
const DEEPEST: usize = 6;
/// Most forms that one page may draw.
const MOST_FORMS: usize = 500;

type Matrix = [f64; 6];
const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// The text of one page.
pub(super) fn page<'a>(
    file: &'a Document,
    page: ObjectId,
    fonts: &mut Fonts<'a>,
    limit: usize,
) -> PageText {
    let mut walk = Walk {
        file,
        fonts,
        limit,
        forms: 0,
        found: PageText::default(),
        pen: None,
    };
    match file.get_dictionary(page) {
        Ok(dictionary) => {
            if has_annotations(file, dictionary) {
                walk.miss(NotLookedAt::Annotation);
            }
            match (
                resources(file, dictionary),
                file.get_page_content_with_limit(page, limit),
            ) {
                (Some(resources), Ok(content)) => walk.content(&content, resources, IDENTITY, 0),
                (None, Ok(content)) if content.is_empty() => {}
                (_, Ok(_) | Err(_)) => walk.miss(NotLookedAt::Damaged),
            }
        }
        Err(_) => walk.miss(NotLookedAt::Damaged),
    }
    walk.found
}

struct Walk<'a, 'b> {
    file: &'a Document,
    fonts: &'b mut Fonts<'a>,
    limit: usize,
    forms: usize,
    found: PageText,
    /// Where the last text ended, and its em there.
    pen: Option<(f64, f64, f64)>,
}

/// The graphics and text state that moves text.
#[derive(Clone)]
struct State<'a> {
    ctm: Matrix,
    line: Matrix,
    text: Matrix,
    font: Option<Rc<RefCell<ReadFont<'a>>>>,
    size: f64,
    character_space: f64,
    word_space: f64,
    scale: f64,
    leading: f64,
}

impl<'a> Walk<'a, '_> {
    fn miss(&mut self, what: NotLookedAt) {
        self.found.not_looked_at.insert(what);
    }

    fn content(&mut self, bytes: &[u8], resources: &'a Dictionary, ctm: Matrix, depth: usize) {
        let Ok(content) = Content::decode(bytes) else {
            self.miss(NotLookedAt::Damaged);
            return;
        };
        let mut state = State {
            ctm,
            line: IDENTITY,
            text: IDENTITY,
            font: None,
            size: 0.0,
            character_space: 0.0,
            word_space: 0.0,
            scale: 1.0,
            leading: 0.0,
        };
        let mut saved = Vec::new();
        for operation in &content.operations {
            let numbers: Vec<f64> = operation.operands.iter().filter_map(float).collect();
            match operation.operator.as_str() {
                "q" => saved.push(state.clone()),
                "Q" => state = saved.pop().unwrap_or(state),
                "cm" => state.ctm = multiply(matrix(&numbers), state.ctm),
                "Do" => self.draw(operation, resources, &state, depth),
                "BI" | "EI" | "ID" => self.miss(NotLookedAt::Picture),
                "Tf" => {
                    let name = operation.operands.first().and_then(|o| o.as_name().ok());
                    state.font = name.and_then(|name| self.fonts.find(resources, name));
                    state.size = numbers.last().copied().unwrap_or(0.0);
                }
                operator => self.text_operator(operator, operation, &numbers, &mut state),
            }
            if self.found.text.len() > self.limit {
                self.miss(NotLookedAt::Damaged);
                return;
            }
        }
    }

    fn text_operator(
        &mut self,
        operator: &str,
        operation: &Operation,
        numbers: &[f64],
        state: &mut State<'a>,
    ) {
        let first = numbers.first().copied().unwrap_or(0.0);
        match operator {
            "BT" => state.start(IDENTITY),
            "Tm" => state.start(matrix(numbers)),
            "Td" => state.move_line(first, numbers.get(1).copied().unwrap_or(0.0)),
            "TD" => {
                let down = numbers.get(1).copied().unwrap_or(0.0);
                state.leading = -down;
                state.move_line(first, down);
            }
            "T*" => state.move_line(0.0, -state.leading),
            "TL" => state.leading = first,
            "Tc" => state.character_space = first,
            "Tw" => state.word_space = first,
            "Tz" => state.scale = first / 100.0,
            "Tj" => self.show_all(&operation.operands, state),
            "TJ" => {
                if let Some(Object::Array(pieces)) = operation.operands.first() {
                    self.show_all(pieces, state);
                }
            }
            "'" | "\"" => {
                if operator == "\"" {
                    state.word_space = first;
                    state.character_space = numbers.get(1).copied().unwrap_or(0.0);
                }
                state.move_line(0.0, -state.leading);
                self.show_all(&operation.operands, state);
            }
            _ => {}
        }
    }

    fn show_all(&mut self, pieces: &[Object], state: &mut State<'a>) {
        for piece in pieces {
            match piece {
                Object::String(bytes, _) => self.show(bytes, state),
                other => {
                    if let Some(back) = float(other) {
                        state.advance(-back / 1000.0 * state.size * state.scale);
                    }
                }
            }
        }
    }

    fn show(&mut self, bytes: &[u8], state: &mut State<'a>) {
        let Some(font) = state.font.clone() else {
            self.miss(NotLookedAt::UnknownFont);
            return;
        };
        let mut font = font.borrow_mut();
        let code_bytes = font.code_bytes;
        for code in bytes.chunks(code_bytes) {
            let width = font.width(code);
            self.separate(state);
            match font.characters(code) {
                Some(characters) => self.found.text.push_str(characters),
                None => self.miss(NotLookedAt::UnknownFont),
            }
            let word = if code == b" " { state.word_space } else { 0.0 };
            let advance = width * state.size + state.character_space + word;
            state.advance(advance * state.scale);
            let (x, y, em) = state.place();
            self.pen = Some((x, y, em));
        }
    }

    /// Writes a line end or a space if the text does not go on where it ended.
    fn separate(&mut self, state: &State<'a>) {
        let (x, y, em) = state.place();
        let Some((pen_x, pen_y, pen_em)) = self.pen else {
            return;
        };
        let em = em.max(pen_em).max(f64::MIN_POSITIVE);
        if (y - pen_y).abs() > 0.5 * em {
            self.found.text.push('\n');
        } else if x - pen_x > WORD_GAP_EM * em || pen_x - x > em {
            self.found.text.push(' ');
        }
    }

    fn draw(
        &mut self,
        operation: &Operation,
        resources: &'a Dictionary,
        state: &State<'a>,
        depth: usize,
    ) {
        let form = operation
            .operands
            .first()
            .and_then(|name| name.as_name().ok())
            .and_then(|name| {
                let all = resources.get_deref(b"XObject", self.file).ok()?;
                let object = all.as_dict().ok()?.get_deref(name, self.file).ok()?;
                object.as_stream().ok()
            });
        let Some(form) = form else {
            self.miss(NotLookedAt::Damaged);
            return;
        };
        let subtype = form.dict.get(b"Subtype").and_then(Object::as_name);
        if !subtype.is_ok_and(|subtype| subtype == b"Form") {
            self.miss(NotLookedAt::Picture);
            return;
        }
        self.forms += 1;
        if depth >= DEEPEST || self.forms > MOST_FORMS {
            self.miss(NotLookedAt::Damaged);
            return;
        }
        let Ok(bytes) = form.get_plain_content_with_limit(self.limit) else {
            self.miss(NotLookedAt::Damaged);
            return;
        };
        let own = form
            .dict
            .get_deref(b"Resources", self.file)
            .and_then(Object::as_dict);
        let placed = form
            .dict
            .get_deref(b"Matrix", self.file)
            .and_then(Object::as_array)
            .map_or(IDENTITY, |list| {
                matrix(&list.iter().filter_map(float).collect::<Vec<_>>())
            });
        let ctm = multiply(placed, state.ctm);
        self.content(&bytes, own.unwrap_or(resources), ctm, depth + 1);
    }
}

impl State<'_> {
    fn start(&mut self, at: Matrix) {
        self.line = at;
        self.text = at;
    }

    fn move_line(&mut self, x: f64, y: f64) {
        self.start(multiply([1.0, 0.0, 0.0, 1.0, x, y], self.line));
    }

    fn advance(&mut self, by: f64) {
        self.text = multiply([1.0, 0.0, 0.0, 1.0, by, 0.0], self.text);
    }

    /// Where text stands on the page, and how long an em is there.
    fn place(&self) -> (f64, f64, f64) {
        let on_page = multiply(self.text, self.ctm);
        let em = self.size.abs() * on_page[0].hypot(on_page[1]);
        (on_page[4], on_page[5], em)
    }
}

fn resources<'a>(file: &'a Document, page: &'a Dictionary) -> Option<&'a Dictionary> {
    let mut node = page;
    for _ in 0..64 {
        if let Ok(found) = node.get_deref(b"Resources", file) {
            return found.as_dict().ok();
        }
        node = node.get_deref(b"Parent", file).ok()?.as_dict().ok()?;
    }
    None
}

fn has_annotations(file: &Document, page: &Dictionary) -> bool {
    page.get_deref(b"Annots", file)
        .and_then(Object::as_array)
        .is_ok_and(|list| !list.is_empty())
}

fn float(object: &Object) -> Option<f64> {
    object.as_float().ok().map(f64::from)
}

fn matrix(numbers: &[f64]) -> Matrix {
    numbers.try_into().unwrap_or(IDENTITY)
}

fn multiply(a: Matrix, b: Matrix) -> Matrix {
    [
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    ]
}
