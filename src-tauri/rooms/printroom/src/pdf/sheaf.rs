//! A finished PDF as many times as it is wanted on paper: copies are pages, because printers count
//! unreliably; it refuses to let two papers share a sheet.

use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::error::PrintError;

/// How a stack of papers goes to a printer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheaf {
    /// How many pages each paper of the PDF has, in order.
    pub papers: Vec<usize>,
    /// How many times the whole stack is printed, one after the other.
    pub copies: u32,
    /// Both sides of a sheet are printed: a paper of odd pages gets an empty last side.
    pub two_sided: bool,
}

/// A place in the stack.
enum Side {
    /// A page of the PDF, from 0.
    Page(usize),
    /// An empty side as large as this page.
    EmptyLike(usize),
}

impl Sheaf {
    /// How many sheets of paper it takes.
    pub fn sheets(&self) -> usize {
        let of = |pages: &usize| match self.two_sided {
            true => pages.div_ceil(2),
            false => *pages,
        };
        self.papers.iter().map(of).sum::<usize>() * self.copies as usize
    }

    /// The pages of `pdf` in the order of the stack. What is drawn on a page is in the file once.
    ///
    /// # Errors
    /// [`PrintError::Writing`] if `pdf` is not one that this room made.
    pub fn of(&self, pdf: &[u8]) -> Result<Vec<u8>, PrintError> {
        let mut file = Document::load_mem(pdf).map_err(broken)?;
        let pages: Vec<ObjectId> = file.get_pages().into_values().collect();
        let root = file
            .catalog()
            .and_then(|catalog| catalog.get(b"Pages"))
            .and_then(Object::as_reference)
            .map_err(broken)?;
        let mut kids = Vec::new();
        for side in self.sides() {
            let page = match side {
                Side::Page(at) => page_of(&file, &pages, at)?,
                Side::EmptyLike(at) => empty_like(&page_of(&file, &pages, at)?),
            };
            let mut page = page;
            page.set("Parent", root);
            kids.push(file.add_object(page).into());
        }
        let tree = file.get_dictionary_mut(root).map_err(broken)?;
        tree.set("Count", kids.len() as i64);
        tree.set("Kids", Object::Array(kids));
        // The labels counted the pages as they were.
        file.catalog_mut().map_err(broken)?.remove(b"PageLabels");
        file.prune_objects();
        let mut bytes = Vec::new();
        file.save_to(&mut bytes).map_err(broken)?;
        Ok(bytes)
    }

    fn sides(&self) -> Vec<Side> {
        let mut sides = Vec::new();
        for _ in 0..self.copies {
            let mut next = 0;
            for pages in self.papers.iter().filter(|pages| **pages > 0) {
                sides.extend((next..next + pages).map(Side::Page));
                next += pages;
                if self.two_sided && pages % 2 == 1 {
                    sides.push(Side::EmptyLike(next - 1));
                }
            }
        }
        sides
    }
}

fn page_of(file: &Document, pages: &[ObjectId], at: usize) -> Result<Dictionary, PrintError> {
    let missing = || broken(std::io::Error::other("a page is missing"));
    let id = pages.get(at).ok_or_else(missing)?;
    Ok(file.get_dictionary(*id).map_err(broken)?.clone())
}

fn empty_like(page: &Dictionary) -> Dictionary {
    let kept = |(key, _): &(&Vec<u8>, &Object)| matches!(key.as_slice(), b"Type" | b"MediaBox");
    let entries = page.iter().filter(kept);
    let mut empty: Dictionary = entries
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect();
    empty.set("Resources", Dictionary::new());
    empty
}

fn broken(error: impl std::error::Error + Send + Sync + 'static) -> PrintError {
    PrintError::Writing {
        source: std::io::Error::other(error),
    }
}
