//! Calls of whoever takes in a village's workbook.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::call::{Call, Empty, Item, act, look};
use crate::Acting;
use crate::tasks::{
    compare_list, examine_list, fill_number, hand_out_templates, import_list, list_imports,
    look_at_import, mend_import, return_sheet, undo_import,
};

/// A workbook that becomes drafts.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
pub(super) struct ImportFile {
    /// The workbook.
    pub file: PathBuf,
    /// As what it is imported.
    #[serde(flatten)]
    pub asked: import_list::Request,
}

/// An import that is undone.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(optional_fields = nullable))]
pub(super) struct UndoImport {
    /// The import, or an item that it made.
    pub import: String,
    /// Why.
    pub why: Option<String>,
    /// Who undoes it.
    pub acting: Acting,
}

/// An import, by its id or an item that it made.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
pub(super) struct ImportOrItem {
    /// The import, or an item that it made.
    pub import: String,
}

pub(super) fn calls() -> Vec<Call> {
    vec![
        look("list-imports", |desk, _: Empty| list_imports::run(desk)),
        look("look-at-import", |desk, asked| {
            look_at_import::run(desk, &asked)
        }),
        look("look-at-import-rows", |desk, asked| {
            look_at_import::rows(desk, &asked)
        }),
        act("settle-import", mend_import::settle),
        act("show-import-cell", mend_import::show_cell),
        act("mend-import-cell", mend_import::mend),
        act("leave-out-import-rows", mend_import::leave_out),
        act("set-aside-import", |desk, asked| {
            mend_import::set_aside(desk, &asked)
        }),
        act("import-list", |desk, asked: ImportFile| {
            import_list::run(desk, &asked.file, asked.asked)
        }),
        act("undo-import", |desk, asked: UndoImport| {
            undo_import::run(desk, &asked.import, asked.why, &asked.acting)
        }),
        look("look-at-undo", |desk, asked: ImportOrItem| {
            undo_import::look(desk, &asked.import)
        }),
        look("examine-list", |desk, asked| {
            examine_list::run(desk, &asked)
        }),
        look("compare-list", |desk, asked: Item| {
            compare_list::run(desk, &asked.disclosure)
        }),
        act("fill-import-numbers", fill_number::run),
        act("export-return-sheet", |desk, asked| {
            return_sheet::export(desk, &asked)
        }),
        look("look-at-templates", |desk, _: Empty| {
            hand_out_templates::look(desk)
        }),
        look("hand-out-templates", |desk, asked| {
            hand_out_templates::run(desk, &asked)
        }),
    ]
}
