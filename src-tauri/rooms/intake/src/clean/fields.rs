//! Which field codes of a document stay: those that count pages. Of all others the result stays as
//! plain text, for a code may hold a path, an address or a name.

use crate::document::counts_pages;
use crate::xml::{Element, Node};

/// For every complex field of a part, in the order of their beginnings: whether it stays.
pub(super) fn kept(root: &Element) -> Vec<bool> {
    let mut look = Look::default();
    look.walk(root);
    look.codes.iter().map(|code| counts_pages(code)).collect()
}

#[derive(Default)]
struct Look {
    codes: Vec<String>,
    open: Vec<(usize, bool)>,
}

impl Look {
    fn walk(&mut self, element: &Element) {
        match element.local() {
            "fldChar" => match element.attribute("fldCharType") {
                Some("begin") => {
                    self.open.push((self.codes.len(), true));
                    self.codes.push(String::new());
                }
                Some("separate") => {
                    if let Some(last) = self.open.last_mut() {
                        last.1 = false;
                    }
                }
                Some("end") => drop(self.open.pop()),
                Some(_) | None => {}
            },
            "instrText" => {
                if let Some((index, true)) = self.open.last() {
                    self.codes[*index].push_str(&element.text());
                }
            }
            _ => {}
        }
        for child in &element.children {
            if let Node::Element(inner) = child {
                self.walk(inner);
            }
        }
    }
}

/// Follows the fields of a part while it is rewritten.
pub(super) struct Following {
    kept: Vec<bool>,
    begun: usize,
    /// Whether each open field stays, and whether its code is still being told.
    open: Vec<(bool, bool)>,
}

impl Following {
    pub(super) fn new(root: &Element) -> Self {
        Self {
            kept: kept(root),
            begun: 0,
            open: Vec::new(),
        }
    }

    /// Takes a mark of a field; whether it stays.
    pub(super) fn mark(&mut self, mark: &Element) -> bool {
        match mark.attribute("fldCharType") {
            Some("begin") => {
                let stays = self.kept.get(self.begun).copied().unwrap_or(false);
                self.begun += 1;
                self.open.push((stays, true));
                stays
            }
            Some("separate") => match self.open.last_mut() {
                Some(last) => {
                    last.1 = false;
                    last.0
                }
                None => false,
            },
            Some("end") => self.open.pop().is_some_and(|(stays, _)| stays),
            Some(_) | None => false,
        }
    }

    /// Whether the code that stands here stays.
    pub(super) fn code_stays(&self) -> bool {
        self.open.last().is_some_and(|(stays, _)| *stays)
    }

    /// Whether text that stands here is part of a code and not shown.
    pub(super) fn in_code(&self) -> bool {
        self.open.iter().any(|(_, telling)| *telling)
    }
}
