//! Walks the operators of a page and writes down its text, shown and invisible, and which
//! pictures it draws; forms within forms are followed, not for ever.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};

use super::pdf_fonts::{Known, ReadFont};
use super::pdf_state::{IDENTITY, Matrix, State, matrix, multiply};

/// A gap wider than this many em separates words.
const WORD_GAP_EM: f64 = 0.3;

/// How far a walk goes before it says that it did not see all.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reach {
    /// Most that a stream may unpack to, and most text, in bytes.
    pub(super) bytes: usize,
    /// Forms inside forms are followed so deep.
    pub(super) depth: usize,
    /// Most forms that one page may draw.
    pub(super) forms: usize,
}

impl Reach {
    /// As far as other programs nest their forms.
    pub(super) const fn foreign(bytes: usize) -> Self {
        Self {
            bytes,
            depth: 8,
            forms: 2_000,
        }
    }
}

/// What a page draws.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    pub(super) shown: String,
    /// Text that is there and not drawn: a scan's recognised text, or something laid under.
    pub(super) invisible: String,
    /// Seen and unseen text in the order in which it was written, where a page has both.
    pub(super) mixed: String,
    pub(super) pictures: BTreeSet<ObjectId>,
    /// There are pictures within the page's own operators.
    pub(super) inline_pictures: bool,
    pub(super) unknown_font: bool,
    /// There are operators, and nothing says what their names mean.
    pub(super) nameless: bool,
    pub(super) damaged: bool,
}

impl Drawn {
    fn write(&mut self, text: &str, unseen: bool) {
        if unseen && self.mixed.is_empty() {
            self.mixed.clone_from(&self.shown);
        }
        if unseen || !self.mixed.is_empty() {
            self.mixed.push_str(text);
        }
        if unseen {
            self.invisible.push_str(text);
        } else {
            self.shown.push_str(text);
        }
    }
}

/// What a page draws.
pub(super) fn page<'a>(
    file: &'a Document,
    page: ObjectId,
    fonts: &mut Known<'a>,
    reach: Reach,
) -> Drawn {
    let mut walk = Walk::new(file, fonts, reach);
    let content = file.get_page_content_with_limit(page, reach.bytes);
    match (file.get_dictionary(page), content) {
        (Ok(dictionary), Ok(content)) => {
            let own = resources(file, dictionary);
            walk.drawn.nameless = own.is_none() && !content.is_empty();
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
    reach: Reach,
) -> Drawn {
    let mut walk = Walk::new(file, fonts, reach);
    walk.form(form, None, IDENTITY, 0);
    walk.drawn
}

struct Walk<'a, 'b> {
    file: &'a Document,
    fonts: &'b mut Known<'a>,
    reach: Reach,
    forms: usize,
    drawn: Drawn,
    /// Where the last text ended, and its em there.
    pen: Option<(f64, f64, f64)>,
}

impl<'a, 'b> Walk<'a, 'b> {
    fn new(file: &'a Document, fonts: &'b mut Known<'a>, reach: Reach) -> Self {
        Self {
            file,
            fonts,
            reach,
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
        let mut state = State::under(ctm);
        let mut saved = Vec::new();
        for operation in &content.operations {
            let numbers: Vec<f64> = operation.operands.iter().filter_map(float).collect();
            match operation.operator.as_str() {
                "q" => saved.push(state.clone()),
                "Q" => state = saved.pop().unwrap_or(state),
                "cm" => state.ctm = multiply(matrix(&numbers), state.ctm),
                "Do" => self.draw(operation, resources, &state, depth),
                "BI" | "ID" | "EI" => self.drawn.inline_pictures = true,
                "BDC" | "DP" => self.spoken(operation, resources),
                "Tf" => {
                    let name = operation.operands.first().and_then(|o| o.as_name().ok());
                    state.font = name.and_then(|name| self.font(resources?, name));
                    state.size = numbers.last().copied().unwrap_or(0.0);
                }
                operator => self.text_operator(operator, operation, &numbers, &mut state),
            }
            if self.drawn.shown.len() + self.drawn.invisible.len() > self.reach.bytes {
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
        let mut font = font.borrow_mut();
        for code in font.cut(bytes) {
            self.separate(state);
            let width = font.width(code);
            match font.characters(code) {
                Some(characters) => self.drawn.write(characters, state.is_invisible()),
                None => self.drawn.unknown_font = true,
            }
            let word = if code == b" " { state.word_space } else { 0.0 };
            let advance = width * state.size + state.character_space + word;
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
        if (y - pen_y).abs() > 0.5 * em {
            self.drawn.write("\n", state.is_invisible());
        } else if x - pen_x > WORD_GAP_EM * em || pen_x - x > em {
            self.drawn.write(" ", state.is_invisible());
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
                None => self.drawn.inline_pictures = true,
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
        let bytes = form.get_plain_content_with_limit(self.reach.bytes);
        let followed = depth < self.reach.depth && self.forms <= self.reach.forms;
        let (Ok(bytes), true) = (bytes, followed) else {
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
