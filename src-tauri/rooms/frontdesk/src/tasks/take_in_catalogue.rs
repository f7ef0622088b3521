//! Take in a catalogue from a table of the national 标准目录: look at it beside the catalogue in
//! force, choose lines, adopt them as the next edition; and take that back while nothing is filed
//! under it. Official entries stay as they are.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use gongkai_intake::standard::{StandardRow, StandardTable, read_standard, tables_of};
use gongkai_intake::{Document, Limits, pasted_page};
use gongkai_registry::{audit, operation};
use gongkai_rulebook::catalogue::time_limit::TimeLimit;
use gongkai_rulebook::catalogue::{Catalogue, EntryCode};
use gongkai_rulebook::vocabulary::{Channel, DisclosureClass, TimeClass};
use serde::{Deserialize, Serialize};

use super::found_office::catalogue_record;
use super::keep_staff::administrator;
use super::settle_entry::as_the_plan_says;
use crate::{Acting, Desk, Problem, cleaning};

mod entries;

use entries::{Plan, differing, plan};

/// Where the table comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "TakeInCatalogueSource", optional_fields = nullable))]
pub struct Source {
    /// A file: `.xlsx`, `.docx`, a saved page.
    pub file: Option<PathBuf>,
    /// A page that was pasted, as HTML.
    pub pasted: Option<String>,
    /// The county's letter with the edition, by its number.
    pub county_letter: Option<u64>,
    /// Which of its tables, from 0; the first that is a catalogue if not said.
    pub table: Option<usize>,
    /// 领域, the beginning of the entries' numbers; what the title says if not said.
    pub field: Option<String>,
}

/// A table beside the catalogue in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "TakeInCatalogueAnswer", optional_fields = nullable))]
pub struct Answer {
    /// The catalogue tables of the file.
    pub tables: Vec<TableLine>,
    /// Which of them this is.
    pub table: usize,
    /// 领域.
    pub field: String,
    /// What the lines would be.
    pub lines: Vec<Line>,
    /// Own entries of this 领域 that the table does not have any more.
    pub gone: Vec<Gone>,
    /// Lines of the table that are no entries.
    pub skipped: Vec<Skipped>,
    /// Columns that were not understood.
    pub unread_columns: Vec<String>,
    /// The edition in force.
    pub edition: String,
}

/// A catalogue table of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "TakeInCatalogueTable", optional_fields = nullable))]
pub struct TableLine {
    /// Which table, for [`Source::table`].
    pub table: usize,
    /// Its title.
    pub title: String,
    /// How many lines it has.
    pub rows: usize,
}

/// How a line stands to the catalogue in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "TakeInCatalogueStanding")
)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// There is no such entry yet.
    New,
    /// There is one that says something else.
    Changed,
    /// There is the same one.
    Same,
}

/// One line of the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "TakeInCatalogueLine", optional_fields = nullable))]
pub struct Line {
    /// Its row in the table.
    pub row: u32,
    /// The number the entry has or would get.
    pub code: EntryCode,
    /// 一级事项.
    pub group: String,
    /// 二级事项.
    pub name: String,
    /// How it stands to the catalogue in force.
    pub standing: Standing,
    /// What would change, in Chinese.
    pub changes: Vec<String>,
    /// The table ticks the township's level, or knows no levels.
    pub townships: bool,
    /// 公开时限 as the table says it.
    pub limit: String,
    /// 公开时限 as it was understood.
    pub limits: Vec<TimeLimit>,
    /// 时限类别 that follows.
    pub time_class: TimeClass,
    /// 公开方式.
    pub mode: DisclosureClass,
    /// 公开形式.
    pub channels: Vec<Channel>,
    /// What was not understood.
    pub notes: Vec<String>,
}

/// An own entry that the table does not have any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "TakeInCatalogueGone", optional_fields = nullable))]
pub struct Gone {
    /// Its number.
    pub code: EntryCode,
    /// Its name.
    pub name: String,
}

/// A line of the table that is no entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "TakeInCatalogueSkipped", optional_fields = nullable))]
pub struct Skipped {
    /// Its row.
    pub row: u32,
    /// How it begins.
    pub text: String,
}

/// Lines to adopt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "TakeInCatalogueRequest", optional_fields = nullable))]
pub struct Request {
    /// Where the table comes from.
    pub source: Source,
    /// Rows to adopt; all of the township's if not said.
    pub rows: Option<Vec<u32>>,
    /// Entries that the table does not have any more are taken out.
    pub drop_gone: bool,
    /// Who and when.
    pub acting: Acting,
}

/// What was adopted or taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "TakeInCatalogueDone", optional_fields = nullable))]
pub struct Done {
    /// The edition in force now.
    pub edition: String,
    /// Entries that are new.
    pub new: usize,
    /// Entries that changed.
    pub changed: usize,
    /// Entries that went.
    pub gone: usize,
}

/// Whether a file is anything but a catalogue's own file, which begins with a brace.
pub fn is_table(file: &Path) -> bool {
    let mut head = [0_u8; 64];
    // Asked before opening: opening a pipe would wait for its writer.
    if !std::fs::metadata(file).is_ok_and(|about| about.is_file()) {
        return false;
    }
    let read = std::fs::File::open(file).and_then(|mut file| file.read(&mut head));
    read.is_ok_and(|read| {
        let first = head[..read].iter().find(|byte| !byte.is_ascii_whitespace());
        first.is_some_and(|first| *first != b'{')
    })
}

/// Looks at a table beside the catalogue in force. Nothing is written.
///
/// # Errors
/// What is wrong with the file; `no-catalogue-table` where no table has the columns of one.
pub fn look(desk: &Desk, source: &Source) -> Result<Answer, Problem> {
    let seen = see(desk, source)?;
    let catalogue = desk.catalogue()?;
    let Plan { lines, gone } = plan(&catalogue, &seen.table, &seen.field, |_| true)?;
    let line = |(row, entry): (&StandardRow, gongkai_rulebook::catalogue::Entry)| {
        let known = catalogue.entry(entry.code.as_str());
        let changes = known.map_or_else(Vec::new, |known| differing(known, &entry));
        Line {
            row: row.row,
            group: row.group.replace('\n', ""),
            name: row.name.replace('\n', ""),
            standing: match (known.is_some(), changes.is_empty()) {
                (false, _) => Standing::New,
                (true, false) => Standing::Changed,
                (true, true) => Standing::Same,
            },
            changes,
            townships: row.is_townships(),
            limit: row.limit.clone(),
            limits: row.limits.clone(),
            time_class: entry.time_class,
            mode: entry.mode,
            channels: entry.channels,
            notes: row.notes.clone(),
            code: entry.code,
        }
    };
    let skipped = seen.table.skipped.iter();
    Ok(Answer {
        tables: seen.tables,
        table: seen.at,
        lines: lines.into_iter().map(line).collect(),
        gone: gone
            .into_iter()
            .map(|entry| Gone {
                code: entry.code.clone(),
                name: entry.name.clone(),
            })
            .collect(),
        skipped: skipped
            .map(|(row, text)| Skipped {
                row: *row,
                text: text.clone(),
            })
            .collect(),
        unread_columns: seen.table.unread_columns.clone(),
        field: seen.field,
        edition: catalogue.head().edition.clone(),
    })
}

/// Adopts lines of a table as the next edition. Items keep the edition they were filed under.
///
/// # Errors
/// As [`look`], `lacks-duty`, `nothing-new`, what makes a catalogue whole, what the store says.
pub fn adopt(desk: &mut Desk, request: &Request) -> Result<Done, Problem> {
    let (actor, moment) = administrator(desk, &request.acting)?;
    let seen = see(desk, &request.source)?;
    // What the office settled about times stays beside the catalogue, not in it.
    let catalogue = as_the_plan_says(desk)?;
    let wanted = |row: &StandardRow| match &request.rows {
        Some(rows) => rows.contains(&row.row),
        None => row.is_townships(),
    };
    let Plan { lines, gone } = plan(&catalogue, &seen.table, &seen.field, wanted)?;
    let groups = entries::groups(&catalogue, &seen.field, &seen.table, &lines)?;
    let dropped: Vec<EntryCode> = match request.drop_gone {
        true => gone.iter().map(|entry| entry.code.clone()).collect(),
        false => Vec::new(),
    };
    let (mut new, mut changed) = (0, 0);
    let mut put = Vec::new();
    for (_, entry) in lines {
        match catalogue.entry(entry.code.as_str()) {
            None => new += 1,
            Some(known) if !differing(known, &entry).is_empty() => changed += 1,
            Some(_) => continue,
        }
        put.push(entry);
    }
    if put.is_empty() && dropped.is_empty() {
        let text = "这张表里没有要采用的新内容";
        return Err(Problem::refused(
            "nothing-new",
            text,
            "换一张表，或者另选几行",
        ));
    }
    put.splice(..0, groups);
    let edition = next_name(desk, &catalogue)?;
    let next = catalogue.next_edition(edition.clone(), &dropped, put)?;
    let record = catalogue_record(&next, moment.occurred_on)?;
    let counts = [("new", new), ("changed", changed), ("gone", dropped.len())];
    desk.store
        .change::<_, Problem>(operation!("take-in-catalogue"), |change| {
            change.adopt_catalogue(&record)?;
            let entered_at = moment.entered.unix_ms;
            let subject = ("catalogue", &record.edition);
            let on = moment.occurred_on;
            let mut entry = audit::Entry::new("take-in-catalogue", subject, &actor, on, entered_at);
            for (name, count) in counts {
                entry = entry.open_fact(name, count.to_string());
            }
            audit::append(change, &entry)?;
            Ok(())
        })?;
    Ok(Done {
        edition,
        new,
        changed,
        gone: dropped.len(),
    })
}

/// Takes the newest edition back, while nothing is filed under it.
///
/// # Errors
/// `lacks-duty`, `nothing-to-undo` where the edition in force came from no table,
/// `catalogue-used`, what the store says.
pub fn undo(desk: &mut Desk, acting: &Acting) -> Result<Done, Problem> {
    let (actor, moment) = administrator(desk, acting)?;
    let editions = desk.records().editions()?;
    let [newest, before, ..] = editions.as_slice() else {
        return Err(nothing_to_undo());
    };
    if base_of(&newest.edition) == newest.edition {
        return Err(nothing_to_undo());
    }
    let filed = desk.records().filed_under(&newest.edition)?;
    if filed > 0 {
        let text = format!("已经有 {filed} 件归在这一版目录下，不能撤回");
        let next = "用改好的表再采用一次，就是下一版";
        return Err(Problem::refused("catalogue-used", text, next));
    }
    desk.store
        .change::<_, Problem>(operation!("undo-catalogue"), |change| {
            change.drop_catalogue(&newest.edition)?;
            let entered_at = moment.entered.unix_ms;
            let subject = ("catalogue", &newest.edition);
            let on = moment.occurred_on;
            let entry = audit::Entry::new("undo-catalogue", subject, &actor, on, entered_at);
            audit::append(change, &entry)?;
            Ok(())
        })?;
    Ok(Done {
        edition: before.edition.clone(),
        new: 0,
        changed: 0,
        gone: 0,
    })
}

fn nothing_to_undo() -> Problem {
    let text = "现行的目录不是从表格采用的，没有可以撤回的";
    Problem::refused(
        "nothing-to-undo",
        text,
        "要换回旧版，请再采用一次旧版的目录文件",
    )
}

/// A table that was chosen.
struct Seen {
    tables: Vec<TableLine>,
    at: usize,
    table: StandardTable,
    field: String,
}

fn see(desk: &Desk, source: &Source) -> Result<Seen, Problem> {
    let document = document(desk, source)?;
    let limits = Limits::default();
    let of_sheets = document
        .workbook
        .as_ref()
        .map(|book| tables_of(book, limits.cells));
    let all = of_sheets.as_ref().unwrap_or(&document.tables);
    let read: Vec<(usize, StandardTable)> = all
        .iter()
        .enumerate()
        .filter_map(|(index, table)| Some((index, read_standard(table)?)))
        .collect();
    let tables = read.iter().map(|(index, table)| TableLine {
        table: *index,
        title: table.title.clone(),
        rows: table.rows.len(),
    });
    let tables = tables.collect();
    let wanted = |(index, _): &(usize, StandardTable)| source.table.is_none_or(|at| at == *index);
    let Some((at, table)) = read.into_iter().find(wanted) else {
        let text = "里面没有标准目录的表：表头要有公开事项、公开内容、公开时限等几栏";
        let next = "核对文件；表头改过名字的，按标准目录的写法改回来再试";
        return Err(Problem::unreadable("no-catalogue-table", text, next));
    };
    let given = source
        .field
        .as_deref()
        .map(str::trim)
        .filter(|field| !field.is_empty());
    let field = given.unwrap_or(&table.field);
    let field: String = field
        .chars()
        .filter(|c| c.is_alphanumeric())
        .take(8)
        .collect();
    Ok(Seen {
        tables,
        at,
        field: if field.is_empty() {
            "标准".to_owned()
        } else {
            field
        },
        table,
    })
}

fn document(desk: &Desk, source: &Source) -> Result<Document, Problem> {
    if let Some(number) = source.county_letter {
        return of_letter(desk, number);
    }
    match (&source.file, &source.pasted) {
        (Some(file), _) => Ok(cleaning::read(desk.host.as_ref(), file)?),
        (None, Some(text)) => pasted_page(text, &Limits::default()).map_err(|fault| {
            Problem::unreadable(fault.code(), format!("粘贴的内容{fault}"), fault.next())
        }),
        (None, None) => Err(Problem::usage(
            "no-source",
            "没有选文件，也没有粘贴内容",
            "选一个文件，或者把网页上的表格粘贴进来",
        )),
    }
}

/// The table that came with the county's letter.
fn of_letter(desk: &Desk, number: u64) -> Result<Document, Problem> {
    let files = desk.records().county_letter_files(number)?;
    let kept = match files.first() {
        Some(file) => desk.store.file(file.file)?,
        None => None,
    };
    let kept = kept.ok_or_else(|| {
        let text = format!("县里的第 {number} 号来件没有附表");
        Problem::refused("no-source", text, "请县里把目录的表随件发来")
    })?;
    let stored = desk.store.file_path(kept.content.sha256);
    Ok(cleaning::read(desk.host.as_ref(), &stored)?)
}

/// `mujin-2019+2`: what an edition is called that came from a table.
fn next_name(desk: &Desk, catalogue: &Catalogue) -> Result<String, Problem> {
    let base = base_of(&catalogue.head().edition);
    let known = desk.records().editions()?;
    let numbers = known.iter().filter_map(|edition| {
        let rest = edition.edition.strip_prefix(base)?.strip_prefix('+')?;
        rest.parse::<u32>().ok()
    });
    let next = numbers.max().unwrap_or(0).saturating_add(1);
    Ok(format!("{base}+{next}"))
}

fn base_of(edition: &str) -> &str {
    edition.split_once('+').map_or(edition, |(base, _)| base)
}
