//! Import a village's workbook: rows become a list, the list a draft; all or nothing, every row
//! accounted for.

mod keep;
mod prepare;

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use gongkai_intake::understand::{Choice, Counts, Note, ReadRow, Understanding, Verdict};
use gongkai_intake::{IntakeError, understand};
use gongkai_registry::records::ListSource;
use gongkai_registry::{audit, operation};
use gongkai_rulebook::ids::{DisclosureId, ImportId};
use gongkai_rulebook::list::ListKind;
use gongkai_rulebook::vocabulary::Element;
use serde::{Deserialize, Serialize};

use super::draft_disclosure::{Fields, check_formed_on, filled, new_content, required};
use super::look_at_sheet::read;
use super::take_in_file::take_in;
use crate::desk::fileable;
use crate::{Acting, Desk, Place, Problem, typed};
use keep::keep;
use prepare::prepare;

/// What is imported, and as what.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "ImportListRequest", optional_fields = nullable))]
pub struct Request {
    /// Catalogue entry.
    pub entry: String,
    /// Kind of list; told by titles and columns if not said.
    pub kind: Option<ListKind>,
    /// Title of the item.
    pub title: String,
    /// Only rows of this village, or the village the list is about.
    pub village: Option<String>,
    /// One item for a sheet with several villages, instead of one for each.
    pub together: bool,
    /// Only this sheet.
    pub sheet: Option<String>,
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
    required(Some(&request.title), "标题")?;
    typed::open_line_maybe("原因", request.why.as_deref())?;
    let catalogue = desk.catalogue()?;
    let base = new_content(fileable(&catalogue, &request.entry)?);
    let base = filled(base, fields(&request))?;
    check_formed_on(&base, &actor)?;
    let workbook = read(desk.host.as_ref(), file)?;
    let choice = Choice {
        sheet: request.sheet.clone(),
        kind: request.kind,
        today: Some(desk.host.now().today),
    };
    let understood = understand(&workbook, &choice).map_err(|fault| IntakeError {
        path: file.to_owned(),
        fault,
    })?;
    free_beside(workbook);
    check_rows(&understood, &request, file)?;
    let import = ImportId::new(&desk.seed()?);
    let prepared = prepare(desk, &understood, &request, &base, import)?;
    let taken = take_in(desk, file)?;
    let edition = catalogue.head().edition.clone();
    let source = ListSource {
        id: import,
        file_name: taken.name().to_owned(),
        sha256: taken.sha256(),
        kind: understood.kind,
        by: actor.person.id,
        moment: actor.moment,
    };
    let counts = accounted(understood.counts, &prepared);
    desk.store
        .change::<_, Problem>(operation!("import"), |change| {
            keep(change, &taken, &source, &prepared, &edition, &actor)?;
            let mut entry = actor
                .entry("import", "import", import)
                .open_fact("sha256", source.sha256.to_string())
                .open_fact("read", counts.read.to_string())
                .open_fact("skipped", counts.skipped.to_string())
                .open_fact("refused", counts.refused.to_string());
            if let Some(why) = &request.why {
                entry = entry.open_fact("why", why.as_str());
            }
            audit::append(change, &entry)?;
            Ok(())
        })?;
    let mut ids: Vec<DisclosureId> = prepared.iter().map(|list| list.draft.id).collect();
    drop(prepared);
    free_beside(understood);
    let one = if ids.len() == 1 { ids.pop() } else { None };
    Ok(Answer {
        disclosure: one,
        disclosures: ids,
        read: counts.read,
        skipped: counts.skipped,
        refused: counts.refused,
    })
}

fn fields(request: &Request) -> Fields {
    Fields {
        title: Some(request.title.clone()),
        elements: request.elements.clone(),
        body: request.body.clone(),
        formed_on: request.formed_on,
        unit: request.unit.clone(),
        provider: request.provider.clone(),
        ..Fields::default()
    }
}

/// Refused rows and warnings stop the import unless somebody answers for them.
fn check_rows(understood: &Understanding, request: &Request, file: &Path) -> Result<(), Problem> {
    if understood.counts.read == 0 && understood.counts.refused == 0 {
        let next = "核对工作表；名单要有表头（如 姓名、金额），隐藏的工作表要用 --sheet 指明";
        return Err(Problem::refused("no-rows", "没有读到任何名单行", next).in_file(file));
    }
    let refused = judged(understood, Verdict::Refused);
    let reason = request
        .why
        .as_deref()
        .map(str::trim)
        .filter(|why| !why.is_empty());
    let answered_for = request.leave_out_refused && reason.is_some();
    if !refused.is_empty() && !answered_for {
        let next =
            "请村里改好后重新导入；或写明原因，不列入这些行（--leave-out-refused --why 原因）";
        return Err(row_problem(
            "rows-refused",
            "有错，没有导入",
            next,
            &refused,
        ));
    }
    if understood.counts.read == 0 {
        let next = "请村里改好后重新导入";
        return Err(
            Problem::refused("no-rows", "除去有错的行，名单里没有别的行", next).in_file(file),
        );
    }
    let warned = judged(understood, Verdict::Warned);
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

/// The rows with this verdict, each with the name of its sheet.
fn judged(understood: &Understanding, verdict: Verdict) -> Vec<(&str, &ReadRow)> {
    let mut found = Vec::new();
    for sheet in &understood.sheets {
        let rows = sheet.rows.iter().filter(|row| row.verdict == verdict);
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
