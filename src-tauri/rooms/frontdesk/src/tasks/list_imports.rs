//! The imports there have been, each with what it made and whether it can be undone, and those that
//! are not finished.

use chrono::NaiveDate;
use gongkai_registry::records::{KeptImport, UnderWay};
use gongkai_rulebook::disclosure::State;
use gongkai_rulebook::ids::{DisclosureId, ImportId};
use serde::Serialize;

use super::undo_import::plan;
use crate::{Desk, Problem, SheetChoice, typed};

/// How many imports a clerk looks back.
const MOST: u32 = 40;

/// The imports, the latest first.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "ListImportsAnswer", optional_fields = nullable)
)]
pub struct Answer {
    /// Those that are not finished.
    pub under_way: Vec<Unfinished>,
    /// Those that are.
    pub imports: Vec<Import>,
}

/// An import that is not finished.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "UnfinishedImport", optional_fields = nullable)
)]
pub struct Unfinished {
    /// SHA-256 of the workbook.
    pub sha256: String,
    /// Where it was when it was chosen.
    pub file: String,
    /// Its name.
    pub file_name: String,
    /// Whether it still is there.
    pub there: bool,
    /// How it is understood.
    pub choice: SheetChoice,
    /// Cells mended so far.
    pub mended: u64,
    /// Rows left out so far.
    pub left_out: u64,
    /// Who began.
    pub by: String,
    /// When.
    pub on: NaiveDate,
}

/// An import.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "PastImport", optional_fields = nullable))]
pub struct Import {
    /// Its id.
    pub import: ImportId,
    /// Name of the workbook.
    pub file_name: String,
    /// Who imported it.
    pub by: String,
    /// When.
    pub on: NaiveDate,
    /// Rows read, in all its lists.
    pub read: u64,
    /// What it made, or what its list went into.
    pub items: Vec<Made>,
    /// Nothing of it is left: it was undone, or another list took its place.
    pub gone: bool,
    /// It can be undone, wholly or in part.
    pub undoable: bool,
    /// Why not, or what would stay.
    pub why_not: Option<String>,
}

/// An item that an import made.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "MadeByImport", optional_fields = nullable))]
pub struct Made {
    /// The item.
    pub disclosure: DisclosureId,
    /// Its title.
    pub title: String,
    /// Its state.
    pub state: State,
}

/// Lists them.
///
/// # Errors
/// What the store says.
pub fn run(desk: &Desk) -> Result<Answer, Problem> {
    let under_way = desk.records().imports_under_way()?;
    let imports = desk.records().latest_imports(MOST)?;
    Ok(Answer {
        under_way: under_way
            .into_iter()
            .map(|work| unfinished(desk, work))
            .collect::<Result<_, _>>()?,
        imports: imports
            .into_iter()
            .map(|import| told(desk, import))
            .collect::<Result<_, _>>()?,
    })
}

fn unfinished(desk: &Desk, work: UnderWay) -> Result<Unfinished, Problem> {
    let records = desk.records();
    Ok(Unfinished {
        sha256: work.sha256.to_string(),
        there: std::path::Path::new(&work.path).is_file(),
        file: work.path,
        file_name: typed::masked(&work.file_name),
        // A choice that an older program wrote is asked for again.
        choice: serde_json::from_str(&work.choice).unwrap_or_default(),
        mended: records.mends(work.sha256)?.len() as u64,
        left_out: records.omissions(work.sha256)?.len() as u64,
        by: records.person(work.by)?.name,
        on: work.moment.occurred_on,
    })
}

fn told(desk: &Desk, import: KeptImport) -> Result<Import, Problem> {
    let records = desk.records();
    let mut items = Vec::new();
    for made in records.made_by_import(import.id)? {
        let item = records.disclosure(made.disclosure)?;
        items.push(Made {
            disclosure: item.id(),
            title: typed::masked(&item.content().title),
            state: item.state(),
        });
    }
    let lists = records.lists_of(import.id)?;
    let plan = plan(desk, import.id)?;
    let (kept, undoable) = (plan.kept.len(), plan.is_open());
    let why_not = match (items.is_empty(), kept, undoable) {
        (true, _, _) => Some("已撤销，或名单已被后来的导入换掉".to_owned()),
        (false, 0, _) => None,
        (false, _, false) => Some("都要留下，点“为什么”看".to_owned()),
        (false, some, true) => Some(format!("{some} 件要留下")),
    };
    Ok(Import {
        import: import.id,
        file_name: typed::masked(&import.file_name),
        by: records.person(import.by)?.name,
        on: import.moment.occurred_on,
        read: lists.iter().map(|list| u64::from(list.read)).sum(),
        gone: items.is_empty(),
        items,
        undoable,
        why_not,
    })
}
