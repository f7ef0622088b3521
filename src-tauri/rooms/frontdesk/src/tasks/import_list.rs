//! Import a village's workbook: rows become a list, the list a draft; all or nothing, every row
//! accounted for.

mod habits;
mod keep;
mod portions;
mod prepare;

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use gongkai_intake::understand::{Counts, Note, ReadRow, Verdict};
use gongkai_registry::records::{ListSource, Omission, StandingList};
use gongkai_registry::{audit, operation};
use gongkai_rulebook::disclosure::{Content, Disclosure};
use gongkai_rulebook::ids::{DisclosureId, ImportId};
use gongkai_rulebook::vocabulary::Element;
use serde::{Deserialize, Serialize};

use super::draft_disclosure::{
    Fields, after_last_act, check_formed_on, filled, item, new_content, required,
};
use super::examine_list::answered;
use super::mend_import::fingerprint_of;
use super::take_in_file::take_in;
use crate::acting::Actor;
use crate::comparing::{is_replaceable, neighbours};
use crate::desk::fileable;
use crate::reading::{self, Reading, SheetChoice};
use crate::{Acting, Desk, Place, Problem, typed};
use habits::habits;
use keep::keep;
pub(crate) use keep::ready_row;
use prepare::prepare;

/// What is imported, and as what.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "ImportListRequest", optional_fields = nullable))]
pub struct Request {
    /// The draft that the list goes into, instead of drafts of its own; it keeps its entry then, and
    /// every other field that is not said here.
    pub into: Option<String>,
    /// Each list goes into the item that has this village's list of this kind and period already, in
    /// place of that list; what has none gets a draft of its own. Without it everything does.
    pub replace: bool,
    /// SHA-256 of the workbook that was looked at; if it has changed since, nothing is imported.
    pub sha256: Option<String>,
    /// Catalogue entry.
    pub entry: String,
    /// Title of the item.
    pub title: String,
    /// How the workbook is understood. Its village means: only rows of this village, or the village
    /// the list is about.
    pub choice: SheetChoice,
    /// 形成日期.
    pub formed_on: Option<NaiveDate>,
    /// 提供单位.
    pub unit: Option<String>,
    /// Who provided it.
    pub provider: Option<String>,
    /// A file with the body.
    pub body: Option<PathBuf>,
    /// Elements of the item.
    pub elements: Vec<(Element, String)>,
    /// Import rows with warnings.
    pub accept_warnings: bool,
    /// Import without the refused rows.
    pub leave_out_refused: bool,
    /// Why without them.
    pub why: Option<String>,
    /// Who and when.
    pub acting: Acting,
}

/// What was imported: `disclosure` for one list, `disclosures` for several.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "ImportListAnswer", optional_fields = nullable))]
pub struct Answer {
    /// The draft.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disclosure: Option<DisclosureId>,
    /// The drafts, where there are several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub disclosures: Vec<DisclosureId>,
    /// Rows read.
    pub read: u64,
    /// Rows skipped: titles, header, totals, signatures.
    pub skipped: u64,
    /// Rows refused, left out.
    pub refused: u64,
}

/// Imports the workbook `file`.
///
/// # Errors
/// What is wrong with the file; `no-rows`; `rows-refused` and `rows-warned` with the place of the
/// first; `field-missing`, `catalogue`, `who-acts`, what the store says. Nothing is written then.
pub fn run(desk: &mut Desk, file: &Path, request: Request) -> Result<Answer, Problem> {
    let actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
    typed::open_line_maybe("原因", request.why.as_deref())?;
    let (base, target) = target(desk, &request, &actor)?;
    let (mut reading, workbook) = reading::to_keep(desk, file, &request.choice)?;
    free_beside(workbook);
    let expected = request.sha256.as_deref().map(fingerprint_of).transpose()?;
    reading::check_same(expected, reading.sha256, file)?;
    check_rows(&reading, &request, file)?;
    leave_out_refused(&mut reading, &request, &actor);
    desk.pace.at("正在核对各行", 0, 0)?;
    let import = ImportId::new(&desk.seed()?);
    let mut prepared = prepare(desk, &reading, (&request, file), &base, import)?;
    check_one_list(&target, &prepared)?;
    find_places(desk, &mut prepared, &request, target, &actor)?;
    let taken = take_in(desk, file)?;
    reading::check_same(Some(reading.sha256), taken.sha256(), file)?;
    let source = ListSource {
        id: import,
        file_name: taken.name().to_owned(),
        sha256: taken.sha256(),
        kind: reading.understood.kind,
        into: match prepared.as_slice() {
            [only] => only.record.into,
            _ => None,
        },
        by: actor.person.id,
        moment: actor.moment,
    };
    let counts = accounted(reading.understood.counts, &prepared);
    let habits = habits(&reading, &request, &prepared, &actor);
    let period = prepared
        .first()
        .and_then(|list| list.record.period.as_ref());
    let answered = answered(desk, &reading, period)?;
    let edition = desk.catalogue()?.head().edition.clone();
    desk.pace.past("正在存为草稿", 0, 0);
    desk.store
        .change::<_, Problem>(operation!("import"), |change| {
            keep(change, &taken, &source, &prepared, &edition, &actor)?;
            for habit in &habits {
                change.put_habit(habit)?;
            }
            change.end_under_way(reading.sha256)?;
            if let Some(sent) = &answered {
                // What was begun with the returned workbook goes on with this one.
                change.answer_return(sent.id, reading.sha256)?;
                change.end_under_way(sent.sha256)?;
            }
            let mut entry = actor
                .entry("import", "import", import)
                .open_fact("sha256", source.sha256.to_string())
                .open_fact("read", counts.read.to_string())
                .open_fact("skipped", counts.skipped.to_string())
                .open_fact("refused", counts.refused.to_string());
            if !reading.mends.is_empty() {
                entry = entry.open_fact("mended", reading.mends.len().to_string());
            }
            if let Some(why) = &request.why {
                entry = entry.open_fact("why", why.as_str());
            }
            audit::append(change, &entry)?;
            Ok(())
        })?;
    let mut ids: Vec<DisclosureId> = prepared.iter().map(prepare::Prepared::item).collect();
    drop(prepared);
    free_beside(reading);
    let one = if ids.len() == 1 { ids.pop() } else { None };
    Ok(Answer {
        disclosure: one,
        disclosures: ids,
        read: counts.read,
        skipped: counts.skipped,
        refused: counts.refused,
    })
}

/// Where lists go.
enum Target {
    /// Into drafts of their own.
    Own,
    /// Into this draft.
    Into(Box<Disclosure>),
}

/// What the items say apart from their lists, and where the lists go.
fn target(desk: &Desk, request: &Request, actor: &Actor) -> Result<(Content, Target), Problem> {
    let catalogue = desk.catalogue()?;
    let (base, target) = match &request.into {
        None if says_nothing(request) => {
            // Whatever entry stands here is read by nobody: every list takes its place's.
            let entries = catalogue.entries().iter();
            let mut any = entries.filter_map(|entry| catalogue.fileable(entry.code.as_str()).ok());
            let entry = any.next().map_or_else(|| fileable(&catalogue, ""), Ok)?;
            (new_content(entry), Target::Own)
        }
        None => {
            required(Some(&request.title), "标题")?;
            let base = new_content(fileable(&catalogue, &request.entry)?);
            (base, Target::Own)
        }
        Some(given) => {
            let before = item(desk, given)?;
            after_last_act(desk, &before, actor)?;
            // What cannot be edited any more refuses before anything is read.
            before.clone().edit(before.content().clone())?;
            (before.content().clone(), Target::Into(Box::new(before)))
        }
    };
    let base = filled(desk, base, fields(request))?;
    check_formed_on(&base, actor)?;
    Ok((base, target))
}

/// Lists that all take the place of earlier ones need neither entry nor title of their own.
fn says_nothing(request: &Request) -> bool {
    let empty = |text: &str| text.trim().is_empty();
    request.replace && empty(&request.entry) && empty(&request.title)
}

fn fields(request: &Request) -> Fields {
    let title = request.title.trim();
    Fields {
        title: (!title.is_empty()).then(|| title.to_owned()),
        elements: request.elements.clone(),
        body: request.body.clone(),
        formed_on: request.formed_on,
        unit: request.unit.clone(),
        provider: request.provider.clone(),
        ..Fields::default()
    }
}

/// A draft holds one list.
fn check_one_list(target: &Target, prepared: &[prepare::Prepared<'_>]) -> Result<(), Problem> {
    if matches!(target, Target::Own) || prepared.len() == 1 {
        return Ok(());
    }
    let text = format!("表里有 {} 份名单，一件草稿只能放一份", prepared.len());
    let next = "只选一张工作表或一个村，或选“合在一起”";
    Err(Problem::refused("several-lists", text, next))
}

/// Which list goes into an item that is there already: the one that was asked for, or each where the
/// earlier list of its village and period is.
fn find_places(
    desk: &Desk,
    prepared: &mut [prepare::Prepared<'_>],
    request: &Request,
    target: Target,
    actor: &Actor,
) -> Result<(), Problem> {
    if let Target::Into(before) = target {
        for list in prepared.iter_mut().take(1) {
            list.put_into((*before).clone());
        }
        return Ok(());
    }
    let mut taken: Vec<DisclosureId> = Vec::new();
    for list in prepared.iter_mut().filter(|_| request.replace) {
        let beside = neighbours(desk, &list.subject)?;
        let free =
            |one: &&StandingList| is_replaceable(one.state) && !taken.contains(&one.disclosure);
        // Of several the one from the same sheet, else the latest.
        let mut places = beside.again.iter().filter(free).rev();
        let same = |one: &&StandingList| one.sheet == list.record.sheet;
        let Some(place) = places.clone().find(same).or_else(|| places.next()) else {
            continue;
        };
        let before = desk.records().disclosure(place.disclosure)?;
        after_last_act(desk, &before, actor)?;
        before.clone().edit(before.content().clone())?;
        taken.push(place.disclosure);
        list.replace_in(before, request.formed_on);
    }
    if says_nothing(request) && prepared.iter().any(|list| list.into.is_none()) {
        // One of them has nowhere to go: it needs a draft of its own.
        required(None, "目录条目")?;
    }
    Ok(())
}

/// Every refused row is left out for the reason given for all of them, unless it has its own.
fn leave_out_refused(reading: &mut Reading, request: &Request, actor: &Actor) {
    let Some(why) = blanket_reason(request) else {
        return;
    };
    let mut more = Vec::new();
    for (sheet, row) in judged(reading, Verdict::Refused) {
        more.push(Omission {
            sheet: sheet.to_owned(),
            row: row.number,
            why: why.to_owned(),
            by: actor.person.id,
            moment: actor.moment,
        });
    }
    reading.leave_out(more);
}

/// Why refused rows are left out, where one reason was given for all.
fn blanket_reason(request: &Request) -> Option<&str> {
    let why = request.why.as_deref().map(str::trim);
    why.filter(|why| request.leave_out_refused && !why.is_empty())
}

/// Refused rows and warnings stop the import unless somebody answers for them.
fn check_rows(reading: &Reading, request: &Request, file: &Path) -> Result<(), Problem> {
    let (understood, counts) = (&reading.understood, reading.counts());
    if understood.counts.read == 0 && understood.counts.refused == 0 {
        let next = "核对工作表；名单要有表头（如 姓名、金额），隐藏的工作表要用 --sheet 指明";
        return Err(Problem::refused("no-rows", "没有读到任何名单行", next).in_file(file));
    }
    let refused = judged(reading, Verdict::Refused);
    if !refused.is_empty() && blanket_reason(request).is_none() {
        let next =
            "请村里改好后重新导入；或写明原因，不列入这些行（--leave-out-refused --why 原因）";
        return Err(row_problem(
            "rows-refused",
            "有错，没有导入",
            next,
            &refused,
        ));
    }
    if counts.read == 0 {
        let next = "请村里改好后重新导入";
        let text = "除去有错和不列入的行，名单里没有别的行";
        return Err(Problem::refused("no-rows", text, next).in_file(file));
    }
    let warned = judged(reading, Verdict::Warned);
    if !warned.is_empty() && !request.accept_warnings {
        let next = "核对后改好，或确认无误照样导入（--accept-warnings）";
        return Err(row_problem(
            "rows-warned",
            "需要核对，没有导入",
            next,
            &warned,
        ));
    }
    if let Some(total) = understood
        .sheets
        .iter()
        .flat_map(|sheet| &sheet.totals)
        .find(|total| !total.agrees)
        && !request.accept_warnings
    {
        let text = format!("“{}”的合计与各行相加对不上", total.column);
        return Err(Problem::refused(
            "totals-disagree",
            text,
            "核对金额；或确认无误照样导入（--accept-warnings）",
        ));
    }
    Ok(())
}

/// The rows with this verdict that nobody has left out, each with the name of its sheet.
fn judged(reading: &Reading, verdict: Verdict) -> Vec<(&str, &ReadRow)> {
    let mut found = Vec::new();
    for sheet in &reading.understood.sheets {
        let in_it = |row: &&ReadRow| reading.omission(&sheet.name, row.number).is_none();
        let rows = sheet.rows.iter().filter(|row| row.verdict == verdict);
        let rows = rows.filter(in_it);
        found.extend(rows.map(|row| (sheet.name.as_str(), row)));
    }
    found
}

fn row_problem(code: &str, what: &str, next: &str, rows: &[(&str, &ReadRow)]) -> Problem {
    const SHOWN: usize = 10;
    let told: Vec<String> = rows
        .iter()
        .take(SHOWN)
        .map(|(sheet, row)| {
            let notes: Vec<&str> = row
                .notes
                .iter()
                .map(|note: &Note| note.text.as_str())
                .collect();
            format!("“{sheet}”第 {} 行：{}", row.number, notes.join("，"))
        })
        .collect();
    let more = if rows.len() > SHOWN {
        format!("；另有 {} 行", rows.len() - SHOWN)
    } else {
        String::new()
    };
    let text = format!("{} 行{what}。{}{more}", rows.len(), told.join("；"));
    let mut problem = Problem::refused(code, text, next);
    if let Some((sheet, row)) = rows.first() {
        let column = row.notes.iter().find_map(|note| note.column.clone());
        *problem.place = Place {
            sheet: Some((*sheet).to_owned()),
            row: Some(row.number),
            column: column.as_ref().map(|(number, _)| *number),
            field: column.map(|(_, title)| title),
            path: None,
        };
    }
    problem
}

/// Gives back the memory of a long list beside the work: nobody waits for it.
fn free_beside<T: Send + 'static>(list: T) {
    std::thread::spawn(move || drop(list));
}

/// The three numbers with the rows of other villages among the skipped ones.
fn accounted(counts: Counts, prepared: &[prepare::Prepared<'_>]) -> Counts {
    let read: u64 = prepared.iter().map(|list| list.rows.len() as u64).sum();
    let others = counts.read.saturating_sub(read);
    Counts {
        read,
        skipped: counts.skipped.saturating_add(others),
        ..counts
    }
}
