//! Comments, page headers and drawn texts of one sheet.

use crate::error::{Bound, Fault};
use crate::gather::{Beside, within};
use crate::limits::Limits;
use crate::raw::Comment;

use super::records::{Generation, u16_at};
use super::strings::{Letters, Parts};

/// Texts of drawn objects; those of comments are claimed by their number.
#[derive(Default)]
pub(super) struct Objects {
    object: u16,
    drawn: Vec<(u16, String)>,
    notes: Vec<(u32, u32, u16)>,
    comments: Vec<Comment>,
}

impl Objects {
    /// An object begins ([MS-XLS] 2.4.181).
    pub(super) fn begin(&mut self, data: &[u8]) {
        self.object = u16_at(data, 6).unwrap_or(0);
    }

    /// The text of the object that began last ([MS-XLS] 2.4.329): its own record names the length,
    /// the next ones hold it.
    pub(super) fn text(&mut self, parts: &[&[u8]]) {
        let [head, text @ ..] = parts else {
            return;
        };
        let length = u16_at(head, 10).map_or(0, usize::from);
        let mut found = String::new();
        if length > 0 {
            // A text that breaks off is told as far as it goes.
            let _ = Parts::new(text).characters(length, &mut found);
        }
        if !found.is_empty() {
            self.drawn.push((self.object, found));
        }
    }

    /// A comment: in BIFF8 it points to its drawn text, before it holds the text itself.
    pub(super) fn note(&mut self, data: &[u8], generation: Generation, letters: &Letters) {
        /// Says that the text of the comment before goes on.
        const GOES_ON: u16 = 0xFFFF;
        let (Some(row), Some(column), Some(third)) =
            (u16_at(data, 0), u16_at(data, 2), u16_at(data, 4))
        else {
            return;
        };
        let (at_row, at_column) = (u32::from(row) + 1, u32::from(column) + 1);
        if generation == Generation::Eight {
            self.notes
                .extend(u16_at(data, 6).map(|object| (at_row, at_column, object)));
            return;
        }
        let text = letters.characters(data.get(6..).unwrap_or_default(), third.into());
        match self.comments.last_mut() {
            Some(last) if row == GOES_ON => last.text.push_str(&text),
            Some(_) | None => self.comments.push(Comment {
                row: at_row,
                column: at_column,
                text,
            }),
        }
    }

    /// Stops at too many.
    pub(super) fn check(&self, limits: &Limits) -> Result<(), Fault> {
        let marks = self.notes.len() + self.comments.len() + self.drawn.len();
        within(marks as u64, limits.marks, Bound::Marks)
    }

    /// Puts comments to their cells and the other texts to those of the page.
    pub(super) fn finish(mut self, beside: &mut Beside) {
        // Looked up by number: a sheet may have a comment in every row.
        self.drawn.sort_by_key(|(object, _)| *object);
        let mut claimed = vec![false; self.drawn.len()];
        for (row, column, object) in self.notes {
            let at = self.drawn.partition_point(|(number, _)| *number < object);
            if let Some((number, text)) = self.drawn.get(at)
                && *number == object
            {
                claimed[at] = true;
                let text = text.clone();
                self.comments.push(Comment { row, column, text });
            }
        }
        self.comments.retain(|comment| !comment.text.is_empty());
        beside.comments = self.comments;
        let unclaimed = self.drawn.into_iter().zip(claimed);
        beside.page_texts.extend(
            unclaimed
                .filter(|(_, claimed)| !claimed)
                .map(|((_, text), _)| text),
        );
    }
}
