//! What every look at a paper begins with.

use std::path::Path;

use gongkai_printroom::FontShelf;

/// The fonts that the program brings along.
pub(crate) fn shelf() -> FontShelf {
    let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/fonts");
    FontShelf::load(&fonts, None).expect("the bundled fonts")
}
