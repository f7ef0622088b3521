//! Import a village's workbook: rows become a list, the list a draft; all or nothing, every row
//! accounted for.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use gongkai_intake::understand::{Choice, Note, ReadRow, ReadSheet, Understanding, Verdict};
use gongkai_intake::{IntakeError, understand};
use gongkai_registry::records::{KeptColumn, KeptRow, ListRecord, ListSource};
use gongkai_registry::{Change, audit, operation, search};
use gongkai_rulebook::disclosure::{Content, Draft};
use gongkai_rulebook::ids::{DisclosureId, ImportId, ListId};
use gongkai_rulebook::list::{ListKind, Meaning};
use gongkai_rulebook::vocabulary::Element;
use serde::{Deserialize, Serialize};

use super::draft_disclosure::{Fields, check_formed_on, filled, new_content, open_in, required};
use super::look_at_sheet::read;
use super::take_in_file::{TakenIn, take_in};
use crate::acting::Actor;
use crate::desk::fileable;
use crate::{Acting, Desk, Place, Problem};

/// Rows of a list that search keeps as one document.
const BLOCK: usize = 500;

/// What is imported, and as what.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Request {
    /// Catalogue entry.
    pub entry: String,
    /// Kind of list; told by titles and columns if not said.
    pub kind: Option<ListKind>,
    /// Title of the item.
    pub title: String,
    /// Only rows of this village, or the village the list is about.
    pub village: Option<String>,
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

/// One list that will become a draft.
struct Prepared<'a> {
    sheet: &'a ReadSheet,
    record: ListRecord,
    draft: Draft,
}

/// Imports the workbook `file`.
///
/// # Errors
/// What is wrong with the file; `no-rows`; `rows-refused` and `rows-warned` with the place of the
/// first; `field-missing`, `catalogue`, `who-acts`, what the store says. Nothing is written then.
pub fn run(desk: &mut Desk, file: &Path, request: Request) -> Result<Answer, Problem> {
    let actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
    required(Some(&request.title), "标题")?;
    let catalogue = desk.catalogue()?;
    let base = new_content(fileable(&catalogue, &request.entry)?);
    let base = filled(base, fields(&request))?;
    check_formed_on(&base, &actor)?;
    let workbook = read(desk.host.as_ref(), file)?;
    let choice = Choice {
        sheet: request.sheet.clone(),
        kind: request.kind,
    };
    let understood = understand(&workbook, &choice).map_err(|fault| IntakeError {
        path: file.to_owned(),
        fault,
    })?;
    drop(workbook);
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
    let counts = understood.counts;
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
    let rows = |verdict: Verdict| {
        let of_sheet = move |sheet: &'_ ReadSheet| -> Vec<(String, ReadRow)> {
            let rows = sheet.rows.iter().filter(move |row| row.verdict == verdict);
            rows.map(|row| (sheet.name.clone(), row.clone())).collect()
        };
        understood
            .sheets
            .iter()
            .flat_map(of_sheet)
            .collect::<Vec<_>>()
    };
    if understood.counts.read == 0 && understood.counts.refused == 0 {
        let next = "核对工作表；名单要有表头（如 姓名、金额），隐藏的工作表要用 --sheet 指明";
        return Err(Problem::refused("no-rows", "没有读到任何名单行", next).in_file(file));
    }
    let refused = rows(Verdict::Refused);
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
    let warned = rows(Verdict::Warned);
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

fn row_problem(code: &str, what: &str, next: &str, rows: &[(String, ReadRow)]) -> Problem {
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
            sheet: Some(sheet.clone()),
            row: Some(row.number),
            column: column.as_ref().map(|(number, _)| *number),
            field: column.map(|(_, title)| title),
            path: None,
        };
    }
    problem
}

/// One list per sheet that has rows; several sheets become several drafts.
fn prepare<'a>(
    desk: &Desk,
    understood: &'a Understanding,
    request: &Request,
    base: &Content,
    import: ImportId,
) -> Result<Vec<Prepared<'a>>, Problem> {
    let sheets: Vec<&ReadSheet> = understood
        .sheets
        .iter()
        .filter(|sheet| sheet.counts().read > 0)
        .collect();
    let several = sheets.len() > 1;
    let prepare_one = |sheet: &'a ReadSheet| -> Result<Prepared<'a>, Problem> {
        let counts = sheet.counts();
        let count = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
        let record = ListRecord {
            id: ListId::new(&desk.seed()?),
            import,
            kind: understood.kind,
            sheet: sheet.name.clone(),
            village: request.village.clone().or_else(|| sheet.village.clone()),
            unit: "元".to_owned(),
            columns: sheet.columns.iter().map(kept_column).collect(),
            read: count(counts.read),
            skipped: count(counts.skipped),
            refused: count(counts.refused),
        };
        let mut content = Content {
            list: Some(record.id),
            ..base.clone()
        };
        if several {
            content.title = format!("{}（{}）", content.title, sheet.name);
        }
        if content.unit.is_none() {
            content.unit = record.village.as_ref().map(|village| village_unit(village));
        }
        let draft = Draft {
            id: DisclosureId::new(&desk.seed()?),
            content,
            returned: None,
        };
        Ok(Prepared {
            sheet,
            record,
            draft,
        })
    };
    sheets.into_iter().map(prepare_one).collect()
}

fn kept_column(column: &gongkai_intake::understand::Column) -> KeptColumn {
    KeptColumn {
        title: column.title.clone(),
        meaning: column.meaning,
        private: column.meaning.is_private(),
    }
}

/// The village committee hands the list in, where no other unit is named.
fn village_unit(village: &str) -> String {
    if village.ends_with("委会") {
        village.to_owned()
    } else {
        format!("{village}村民委员会").replace("村村民", "村民")
    }
}

fn keep(
    change: &Change<'_>,
    taken: &TakenIn,
    source: &ListSource,
    prepared: &[Prepared<'_>],
    edition: &str,
    actor: &Actor,
) -> Result<(), Problem> {
    taken.keep(change)?;
    change.put_list_source(source)?;
    for list in prepared {
        keep_rows(change, list)?;
        open_in(
            change,
            &list.draft,
            edition.to_owned(),
            actor,
            "import-disclosure",
        )?;
    }
    Ok(())
}

fn keep_rows(change: &Change<'_>, list: &Prepared<'_>) -> Result<(), Problem> {
    let mut sink = change.put_list(&list.record)?;
    let mut block = Block::default();
    let id = list.record.id.to_string();
    let stand = list
        .sheet
        .rows
        .iter()
        .filter(|row| row.verdict != Verdict::Refused);
    for row in stand {
        let cells = (0..list.record.columns.len())
            .map(|index| row.text(index).to_owned())
            .collect();
        let kept = KeptRow {
            row: row.number,
            cells,
        };
        let id_number = row.id_number.as_ref().map(|number| number.to_current());
        sink.add(&kept, id_number.as_ref().map(|number| number.as_str()))?;
        block.add(&kept, &list.record.columns);
        if block.rows >= BLOCK {
            block.index(change, &id)?;
        }
    }
    block.index(change, &id)
}

/// Rows on their way into the search index: names and places, nothing private.
#[derive(Default)]
struct Block {
    first: u32,
    last: u32,
    rows: usize,
    text: String,
}

impl Block {
    fn add(&mut self, row: &KeptRow, columns: &[KeptColumn]) {
        if self.rows == 0 {
            self.first = row.row;
        }
        self.last = row.row;
        self.rows += 1;
        for (column, cell) in columns.iter().zip(&row.cells) {
            if matches!(
                column.meaning,
                Meaning::Name | Meaning::Village | Meaning::Group | Meaning::Remark
            ) {
                self.text.push_str(cell);
                self.text.push(' ');
            }
        }
        self.text.push('\n');
    }

    fn index(&mut self, change: &Change<'_>, list: &str) -> Result<(), Problem> {
        if self.rows > 0 {
            let part = format!("rows {}-{}", self.first, self.last);
            search::index(change, "list", list, &part, &self.text)?;
        }
        *self = Self::default();
        Ok(())
    }
}
