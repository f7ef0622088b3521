//! Fonts, forms and sheets of the papers that leave: whatever is chosen, nothing planted shows.

use gongkai_frontdesk::words::PaperKind;
use serde_json::json;

use super::Watch;
use super::life::who;

/// The office chooses a font and takes a form to change it.
pub(super) fn words_papers(watch: &Watch) {
    watch.does("look-at-fonts", json!({}));
    watch.does("keep-font", json!({ "role": "仿宋", "acting": who() }));
    let own = json!({ "name": "明白纸", "acting": who() });
    watch.does("own-paper-form", own);
    watch.does("look-at-forms", json!({}));
}

/// The copies with the posted one on A3 and on A4, as PDF and as OFD.
pub(super) fn prints_copies(watch: &Watch, list: &str) {
    for sheet in ["a3", "a4"] {
        let chosen = json!({ "sheet": sheet, "acting": who() });
        watch.does("choose-posted-sheet", chosen);
        watch.prints(
            PaperKind::Copies,
            json!({ "paper": "copies", "item": list, "sheet": sheet }),
        );
    }
    watch.does("look-at-posted-sheet", json!({}));
}
