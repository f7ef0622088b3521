//! What every look at a paper begins with.

use std::path::Path;

use gongkai_printroom::{FontShelf, FormShelf};

/// The fonts that the program brings along.
pub(crate) fn shelf() -> FontShelf {
    let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/fonts");
    FontShelf::load(&fonts, None).expect("the bundled fonts")
}

/// The forms that the program brings along.
pub(crate) fn forms() -> FormShelf {
    let forms = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/forms");
    FormShelf::new(&forms, None)
}

/// The same with the office's own in this folder.
pub(crate) fn own_forms(own: &Path) -> FormShelf {
    let forms = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/forms");
    FormShelf::new(&forms, Some(own))
}
