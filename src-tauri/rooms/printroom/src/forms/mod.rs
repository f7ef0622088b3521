//! The forms (样式) of the office's papers: plain text that a person can read and change, filled with
//! the values of one paper; it refuses a form with anything in it that it does not know, and never
//! reads a value as if it were a part of the form.
//!
//! One line is one thing on the paper: `栏：公开属性＝【公开属性】`. The word before the colon says what
//! it is; `【…】` is filled; `如有：【…】` to `完` stands only where there is something to fill in. Which
//! forms there are stands in [`FormKind`]; how they are written in `assets/forms/README.md`; why they
//! have a language of their own in `docs/decisions/0024-papers-from-forms.md`.

mod fault;
mod fill;
mod kinds;
mod lines;
mod parse;
mod pieces;
mod read;
#[cfg(test)]
mod tests;
mod vocabulary;

pub use fault::{FormFault, FormTrouble};
pub use fill::{Value, Values};
pub use kinds::FormKind;
pub use read::FormShelf;
pub use vocabulary::{FieldKind, Vocabulary};

use crate::block::Block;
use parse::Node;

/// A form that was read and checked: it knows every field it names.
#[derive(Debug, Clone)]
pub struct Form {
    vocabulary: &'static Vocabulary,
    nodes: Vec<Node>,
}

impl Form {
    /// Reads a form from its text.
    ///
    /// # Errors
    /// [`FormTrouble`] with the line it is in, from 1.
    pub fn parse(
        vocabulary: &'static Vocabulary,
        text: &str,
    ) -> Result<Self, (usize, FormTrouble)> {
        let nodes = parse::parse(vocabulary, text)?;
        Ok(Self { vocabulary, nodes })
    }

    /// What stands on the paper with these values.
    pub fn fill(&self, values: &Values) -> Vec<Block> {
        fill::fill(self.vocabulary, &self.nodes, values)
    }
}
