//! Walks the operators of a foreign page and writes down its text, shown and invisible, and which
//! pictures it draws; forms within forms are followed, not for ever.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};

use super::pdf_fonts::{Known, ReadFont};

/// A gap wider than this many em separates words.
const WORD_GAP_EM: f64 = 0.3;
/// Forms inside forms are followed so deep.
const DEEPEST: usize = 8;
/// Most forms that one page may draw.
const MOST_FORMS: usize = 2_000;
/// Text that is drawn so is not seen: PDF 32000-1, table 106.
const INVISIBLE: f64 = 3.0;

type Matrix = [f64; 6];
const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// What a page draws.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    pub(super) shown: String,
    /// Text that is there and not drawn: a scan's recognised text, or something laid under.
    pub(super) invisible: String,
    pub(super) pictures: BTreeSet<ObjectId>,
    /// Pictures within the page's own operators.
    pub(super) inline_pictures: usize,
    pub(super) unknown_font: bool,
    pub(super) damaged: bool,
}

/// What a page draws.
pub(super) fn page<'a>(
    file: &'a Document,
    page: ObjectId,
    fonts: &mut Known<'a>,
    limit: usize,
) -> Drawn {
    let mut walk = Walk::new(file, fonts, limit);
    let content = file.get_page_content_with_limit(page, limit);
    match (file.get_dictionary(page), content) {
        (Ok(dictionary), Ok(content)) => {
            let own = resources(file, dictionary);
            walk.content(&content, own, IDENTITY, 0);
        }
        (Err(_), _) | (_, Err(_)) => walk.drawn.damaged = true,
    }
    walk.drawn
}

/// What a form draws by itself: the look of a note or a field.
pub(super) fn form<'a>(
    file: &'a Document,
    form: &'a lopdf::Stream,
    fonts: &mut Known<'a>,
    limit: usize,
) -> Drawn {
    let mut walk = Walk::new(file, fonts, limit);
    walk.form(form, None, IDENTITY, 0);
    walk.drawn
}

struct Walk<'a, 'b> {
    file: &'a Document,
    fonts: &'b mut Known<'a>,
    limit: usize,
    forms: usize,
    drawn: Drawn,
    /// Where the last text ended, and its em there.
    pen: Option<(f64, f64, f64)>,
}

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
    render: f64,
}

impl<'a, 'b> Walk<'a, 'b> {
    fn new(file: &'a Document, fonts: &'b mut Known<'a>, limit: usize) -> Self {
        Self {
            file,
            fonts,
            limit,
            forms: 0,
            drawn: Drawn::default(),
            pen: None,
        }
    }

    fn content(
        &mut self,
        bytes: &[u8],
        resources: Option<&'a Dictionary>,
        ctm: Matrix,
        depth: usize,
    ) {
        let Ok(content) = Content::decode(bytes) else {
            self.drawn.damaged = true;
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
            render: 0.0,
        };
        let mut saved = Vec::new();
        for operation in &content.operations {
            let numbers: Vec<f64> = operation.operands.iter().filter_map(float).collect();
            match operation.operator.as_str() {
                "q" => saved.push(state.clone()),
                "Q" => state = saved.pop().unwrap_or(state),
                "cm" => state.ctm = multiply(matrix(&numbers), state.ctm),
                "Do" => self.draw(operation, resources, &state, depth),
                "BI" => self.drawn.inline_pictures += 1,
                "BDC" | "DP" => self.spoken(operation, resources),
                "Tf" => {
                    let name = operation.operands.first().and_then(|o| o.as_name().ok());
                    state.font = name.and_then(|name| self.font(resources?, name));
                    state.size = numbers.last().copied().unwrap_or(0.0);
                }
                operator => self.text_operator(operator, operation, &numbers, &mut state),
            }
            if self.drawn.shown.len() + self.drawn.invisible.len() > self.limit {
                self.drawn.damaged = true;
                return;
            }
        }
    }

    /// Text that a mark says stands for what is drawn.
    fn spoken(&mut self, operation: &Operation, resources: Option<&'a Dictionary>) {
        let given = match operation.operands.get(1) {
            Some(Object::Dictionary(given)) => Some(given),
            Some(Object::Name(name)) => resources
                .and_then(|all| all.get_deref(b"Properties", self.file).ok())
                .and_then(|all| all.as_dict().ok()?.get_deref(name, self.file).ok())
                .and_then(|given| given.as_dict().ok()),
            Some(_) | None => None,
        };
        for key in [&b"ActualText"[..], b"Alt", b"E"] {
            let text = given.and_then(|given| given.get(key).ok());
            if let Some(text) = text.and_then(|text| lopdf::decode_text_string(text).ok()) {
                self.drawn.invisible.push_str(&text);
                self.drawn.invisible.push('\n');
            }
        }
    }

    fn font(
        &mut self,
        resources: &'a Dictionary,
        name: &[u8],
    ) -> Option<Rc<RefCell<ReadFont<'a>>>> {
        let all = resources
            .get_deref(b"Font", self.file)
            .ok()?
            .as_dict()
            .ok()?;
        let font = all.get_deref(name, self.file).ok()?.as_dict().ok()?;
        let file = self.file;
        let entry = self.fonts.entry(std::ptr::from_ref(font));
        let known = entry.or_insert_with(|| Rc::new(RefCell::new(ReadFont::of(file, font))));
        Some(Rc::clone(known))
    }

    fn text_operator(
        &mut self,
        operator: &str,
        operation: &Operation,
        numbers: &[f64],
        state: &mut State<'a>,
    ) {
        let first = numbers.first().copied().unwrap_or(0.0);
        let second = numbers.get(1).copied().unwrap_or(0.0);
        match operator {
            "BT" => state.start(IDENTITY),
            "Tm" => state.start(matrix(numbers)),
            "Td" => state.move_line(first, second),
            "TD" => {
                state.leading = -second;
                state.move_line(first, second);
            }
            "T*" => state.move_line(0.0, -state.leading),
            "TL" => state.leading = first,
            "Tc" => state.character_space = first,
            "Tw" => state.word_space = first,
            "Tz" => state.scale = first / 100.0,
            "Tr" => state.render = first,
            "Tj" => self.show_all(&operation.operands, state),
            "TJ" => {
                if let Some(Object::Array(pieces)) = operation.operands.first() {
                    self.show_all(pieces, state);
                }
            }
            "'" | "\"" => {
                if operator == "\"" {
                    state.word_space = first;
                    state.character_space = second;
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
            self.drawn.unknown_font = true;
            return;
        };
        let font = font.borrow();
        for code in font.cut(bytes) {
            self.separate(state);
            let unseen = state.render == INVISIBLE;
            match font.characters(code) {
                Some(characters) if unseen => self.drawn.invisible.push_str(&characters),
                Some(characters) => self.drawn.shown.push_str(&characters),
                None => self.drawn.unknown_font = true,
            }
            let word = if code == b" " { state.word_space } else { 0.0 };
            let advance = font.width(code) * state.size + state.character_space + word;
            state.advance(advance * state.scale);
            self.pen = Some(state.place());
        }
    }

    /// Writes a line end or a space if the text does not go on where it ended.
    fn separate(&mut self, state: &State<'a>) {
        let (x, y, em) = state.place();
        let Some((pen_x, pen_y, pen_em)) = self.pen else {
            return;
        };
        let em = em.max(pen_em).max(f64::MIN_POSITIVE);
        let text = if state.render == INVISIBLE {
            &mut self.drawn.invisible
        } else {
            &mut self.drawn.shown
        };
        if (y - pen_y).abs() > 0.5 * em {
            text.push('\n');
        } else if x - pen_x > WORD_GAP_EM * em || pen_x - x > em {
            text.push(' ');
        }
    }

    fn draw(
        &mut self,
        operation: &Operation,
        resources: Option<&'a Dictionary>,
        state: &State<'a>,
        depth: usize,
    ) {
        let name = operation
            .operands
            .first()
            .and_then(|name| name.as_name().ok());
        let found = name.zip(resources).and_then(|(name, resources)| {
            let all = resources
                .get_deref(b"XObject", self.file)
                .ok()?
                .as_dict()
                .ok()?;
            let id = all.get(name).ok()?.as_reference().ok();
            Some((id, all.get_deref(name, self.file).ok()?.as_stream().ok()?))
        });
        let Some((id, stream)) = found else {
            self.drawn.damaged = true;
            return;
        };
        let subtype = stream.dict.get(b"Subtype").and_then(Object::as_name);
        if subtype.is_ok_and(|subtype| subtype == b"Form") {
            self.form(stream, resources, state.ctm, depth);
        } else {
            match id {
                Some(id) => drop(self.drawn.pictures.insert(id)),
                None => self.drawn.inline_pictures += 1,
            }
        }
    }

    fn form(
        &mut self,
        form: &'a lopdf::Stream,
        outer: Option<&'a Dictionary>,
        ctm: Matrix,
        depth: usize,
    ) {
        self.forms += 1;
        let bytes = form.get_plain_content_with_limit(self.limit);
        let (Ok(bytes), true) = (bytes, depth < DEEPEST && self.forms <= MOST_FORMS) else {
            self.drawn.damaged = true;
            return;
        };
        let own = form.dict.get_deref(b"Resources", self.file);
        let own = own.and_then(Object::as_dict).ok();
        let placed = form.dict.get_deref(b"Matrix", self.file);
        let placed = placed.and_then(Object::as_array).map_or(IDENTITY, |list| {
            matrix(&list.iter().filter_map(float).collect::<Vec<_>>())
        });
        self.content(&bytes, own.or(outer), multiply(placed, ctm), depth + 1);
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
