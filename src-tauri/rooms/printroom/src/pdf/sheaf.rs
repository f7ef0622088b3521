//! A finished PDF as many times as it is wanted on paper: copies are pages, because printers count
//! unreliably; it refuses to let two papers share a sheet.

use std::ops::Range;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use crate::error::PrintError;
use crate::page::MM_PER_PT;

/// How a stack of papers goes to a printer.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheaf {
    /// The pages of the PDF that each paper has, from 0; each begins on a sheet of its own.
    pub papers: Vec<Range<usize>>,
    /// How many times the whole stack is printed, one after the other.
    pub copies: u32,
    /// Sides of the sheet in the tray in millimetres, the shorter first: every page is made larger or
    /// smaller to fill it. Pages keep their size where nothing is said.
    pub onto_mm: Option<(f64, f64)>,
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
        let of = |pages: &Range<usize>| match self.two_sided {
            true => pages.len().div_ceil(2),
            false => pages.len(),
        };
        self.papers.iter().map(of).sum::<usize>() * self.copies as usize
    }

    /// The pages of `pdf` in the order of the stack, lying ones turned as the sheet lies in the tray:
    /// not every driver turns them. What is drawn on a page is in the file once.
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
            let place = Placement::of(&page, self.onto_mm)?;
            place.put(&mut file, &mut page);
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
            for pages in self.papers.iter().filter(|pages| !pages.is_empty()) {
                sides.extend(pages.clone().map(Side::Page));
                if self.two_sided && pages.len() % 2 == 1 {
                    sides.push(Side::EmptyLike(pages.end - 1));
                }
            }
        }
        sides
    }
}

/// How a page lies on its sheet.
struct Placement {
    /// Sides of the sheet in points.
    sheet: (f64, f64),
    /// The page's own coordinates on it; none where they stay as they are.
    matrix: Option<[f64; 6]>,
}

impl Placement {
    fn of(page: &Dictionary, onto_mm: Option<(f64, f64)>) -> Result<Self, PrintError> {
        let side = |object: &Object| object.as_float().map(f64::from).map_err(broken);
        let sides = page.get(b"MediaBox").and_then(Object::as_array);
        let [_, _, width, height] = sides.map_err(broken)?.as_slice() else {
            return Err(broken(std::io::Error::other("a page without sides")));
        };
        let (width, height) = (side(width)?, side(height)?);
        let lying = width > height;
        let (across, along) = if lying {
            (height, width)
        } else {
            (width, height)
        };
        let sheet = match onto_mm {
            Some((short, long)) => (short / MM_PER_PT, long / MM_PER_PT),
            None => (across, along),
        };
        let scale = (sheet.0 / across).min(sheet.1 / along);
        if !lying && (scale - 1.0).abs() < 0.001 {
            return Ok(Self {
                sheet,
                matrix: None,
            });
        }
        let left = (sheet.0 - across * scale) / 2.0;
        let below = (sheet.1 - along * scale) / 2.0;
        let matrix = match lying {
            false => [scale, 0.0, 0.0, scale, left, below],
            // A quarter to the left: the upper edge comes to lie at the left.
            true => [0.0, scale, -scale, 0.0, left + across * scale, below],
        };
        Ok(Self {
            sheet,
            matrix: Some(matrix),
        })
    }

    fn put(&self, file: &mut Document, page: &mut Dictionary) {
        let Some(matrix) = self.matrix else { return };
        let real = |number: f64| Object::Real(number as f32);
        let sides = [0.0, 0.0, self.sheet.0, self.sheet.1].map(real);
        page.set("MediaBox", Object::Array(sides.into()));
        for other in ["CropBox", "TrimBox", "BleedBox", "ArtBox"] {
            page.remove(other.as_bytes());
        }
        let drawn = match page.get(b"Contents") {
            Ok(Object::Array(parts)) => parts.clone(),
            Ok(one) => vec![one.clone()],
            // An empty side.
            Err(_) => return,
        };
        let numbers = matrix.map(|number| format!("{number:.5}")).join(" ");
        let stream = |words: String| Stream::new(Dictionary::new(), words.into_bytes());
        let before = file.add_object(stream(format!("q {numbers} cm\n")));
        let after = file.add_object(stream("\nQ".to_owned()));
        let mut parts = vec![before.into()];
        parts.extend(drawn);
        parts.push(after.into());
        page.set("Contents", Object::Array(parts));
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
