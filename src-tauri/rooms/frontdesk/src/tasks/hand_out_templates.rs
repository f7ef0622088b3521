//! Hand out empty tables (给村里的空表): for one village or all, into a folder, village and period
//! filled in, under names that read well in a chat. A file that is there is never written over.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::Datelike;
use gongkai_registry::write_beside;
use gongkai_rulebook::list::ListKind;
use gongkai_rulebook::rhythm::Rhythm;
use gongkai_rulebook::template::template;
use serde::{Deserialize, Serialize};

use super::print_papers::check_target;
use crate::templates::{Filled, file_name, workbook};
use crate::{Desk, Problem, typed, village};

/// Most villages of one go.
const MOST: usize = 200;

/// Which tables.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "HandOutTemplatesRequest", optional_fields = nullable))]
pub struct Request {
    /// Kind of list.
    pub kind: Option<ListKind>,
    /// For these villages; for none a table whose title is filled in by hand.
    pub villages: Vec<String>,
    /// The period that is filled in.
    pub period: Option<String>,
    /// The folder.
    pub folder: PathBuf,
}

/// What was written.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "HandOutTemplatesAnswer")
)]
pub struct Answer {
    /// The folder.
    pub folder: String,
    /// Names of the files.
    pub files: Vec<String>,
}

/// What can be handed out.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "TemplatesToHandOut")
)]
pub struct Choices {
    /// The villages that boards and lists name.
    pub villages: Vec<String>,
    /// The kinds, each with the titles of its columns.
    pub kinds: Vec<KindColumns>,
    /// Periods that can be chosen, the likeliest first.
    pub periods: Vec<String>,
}

/// The columns of a kind.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "TemplateKind"))]
pub struct KindColumns {
    /// The kind.
    pub kind: ListKind,
    /// Titles of its columns.
    pub columns: Vec<String>,
}

/// What can be handed out.
///
/// # Errors
/// What the store says.
pub fn look(desk: &Desk) -> Result<Choices, Problem> {
    let boards = desk.records().boards()?;
    let of_boards = boards.into_iter().filter_map(|board| board.village);
    let mut villages: BTreeMap<String, String> = BTreeMap::new();
    for name in desk.records().villages()?.into_iter().chain(of_boards) {
        villages
            .entry(village::stem(&name).to_owned())
            .or_insert(name);
    }
    let kinds = ListKind::ALL.iter().map(|kind| KindColumns {
        kind: *kind,
        columns: template(*kind)
            .columns
            .iter()
            .map(|column| column.title.to_owned())
            .collect(),
    });
    let today = desk.host.now().today;
    let named = |rhythm: Rhythm| match rhythm {
        Rhythm::Yearly => rhythm.name_of(today),
        Rhythm::Monthly | Rhythm::Quarterly | Rhythm::HalfYearly => {
            format!("{}年{}", today.year(), rhythm.name_of(today))
        }
    };
    Ok(Choices {
        villages: villages.into_values().collect(),
        kinds: kinds.collect(),
        periods: [
            Rhythm::Quarterly,
            Rhythm::Monthly,
            Rhythm::HalfYearly,
            Rhythm::Yearly,
        ]
        .map(named)
        .to_vec(),
    })
}

/// Writes them.
///
/// # Errors
/// `field-missing` without a kind, `too-many`, `export-failed`, what the disk says.
pub fn run(desk: &Desk, request: &Request) -> Result<Answer, Problem> {
    let kind = request.kind.ok_or_else(|| {
        Problem::refused("field-missing", "没有选名单种类", "选一种名单").in_field("名单种类")
    })?;
    if request.villages.len() > MOST {
        let text = format!("一次最多给 {MOST} 个村做空表");
        return Err(Problem::refused("too-many", text, "分几次做"));
    }
    let period = typed::open_line_maybe("期间", request.period.as_deref())?.unwrap_or_default();
    let mut tables = Vec::new();
    for name in &request.villages {
        let name = typed::open_line("村", name)?;
        tables.push(Filled {
            unit: village::committee(&name),
            village: name,
            period: period.clone(),
        });
    }
    if tables.is_empty() {
        tables.push(Filled {
            period,
            ..Filled::default()
        });
    }
    check_target(desk, &request.folder.join("空表.xlsx"))?;
    let mut files = Vec::new();
    for filled in &tables {
        let bytes = workbook(kind, filled).map_err(|error| {
            let text = format!("生成空表时出错：{error}");
            Problem::unreadable("export-failed", text, "再试一次")
        })?;
        let path = free_name(&request.folder, &file_name(kind, filled));
        write_beside(&path, &bytes)?;
        let name = path.file_name().unwrap_or_default();
        files.push(name.to_string_lossy().into_owned());
    }
    Ok(Answer {
        folder: request.folder.display().to_string(),
        files,
    })
}

/// The name itself, or the first one with a number that is free: a village may have filled in the
/// table that is there.
fn free_name(folder: &Path, name: &str) -> PathBuf {
    let stem = name.strip_suffix(".xlsx").unwrap_or(name);
    let numbered = (2..=999).map(|number| format!("{stem}（{number}）.xlsx"));
    let mut names = std::iter::once(name.to_owned()).chain(numbered);
    let free = names.find(|name| !folder.join(name).exists());
    folder.join(free.unwrap_or_else(|| name.to_owned()))
}
