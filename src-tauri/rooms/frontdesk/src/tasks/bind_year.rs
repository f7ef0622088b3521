//! Bind a year into the plan's book (合订本: 装订成册, 木金 plan 四(二)4): which sheet is in which volume, and
//! that a volume was bound. A volume that was bound stays as it is; what comes late goes into the next.

use gongkai_registry::records::{ArchiveItem, BoundVolume, ItemFilter};
use gongkai_registry::{audit, operation};
use gongkai_rulebook::archive::boxes::volumes;
use gongkai_rulebook::archive::item::PartKind;
use gongkai_rulebook::archive::keeping::Fate;
use gongkai_rulebook::register::Book;
use serde::{Deserialize, Serialize};

use super::draft_disclosure::required;
use crate::archiving::archivist;
use crate::{Acting, Desk, Problem, typed};

/// Most pages of sheets in a volume: as many as thread holds and a hand opens.
const MOST_PAGES: u32 = 300;

/// A volume that was bound.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "BindYearRequest")
)]
pub struct Request {
    /// The year.
    pub year: i32,
    /// 册 from 1.
    pub volume: u32,
    /// Where it stands.
    pub place: String,
    /// Who and when.
    pub acting: Acting,
}

/// The volumes of a year.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "BindYearAnswer"))]
pub struct Answer {
    /// The volumes, in order.
    pub volumes: Vec<VolumeLine>,
}

/// A volume.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "BindYearVolume", optional_fields = nullable))]
pub struct VolumeLine {
    /// 册 from 1.
    pub volume: u32,
    /// 登记编号 of its first sheet.
    pub first_no: String,
    /// 登记编号 of its last sheet.
    pub last_no: String,
    /// How many sheets.
    pub sheets: usize,
    /// How many pages of sheets.
    pub pages: u32,
    /// Where it stands and since when, once it was bound.
    pub place: Option<String>,
    /// When it was bound.
    pub bound_on: Option<chrono::NaiveDate>,
}

/// A volume with its sheets.
pub(crate) struct Planned {
    pub(crate) volume: u32,
    pub(crate) sheets: Vec<Sheet>,
    pub(crate) bound: Option<BoundVolume>,
}

/// A sheet of the book.
#[derive(Clone)]
pub(crate) struct Sheet {
    pub(crate) item: ArchiveItem,
    pub(crate) register_no: String,
    pub(crate) pages: u32,
}

/// Which sheet is in which volume: first what was bound, then what is to be.
pub(crate) fn planned(desk: &Desk, year: i32) -> Result<Vec<Planned>, Problem> {
    let mut rest = sheets(desk, year)?;
    let mut planned: Vec<Planned> = Vec::new();
    for bound in desk.records().bound_volumes(year)? {
        let last = rest
            .iter()
            .rposition(|sheet| sheet.register_no == bound.last_no);
        let inside = rest.drain(..last.map_or(0, |last| last + 1)).collect();
        planned.push(Planned {
            volume: bound.volume,
            sheets: inside,
            bound: Some(bound),
        });
    }
    let counts: Vec<u32> = rest.iter().map(|sheet| sheet.pages).collect();
    let next = planned.last().map_or(1, |last| last.volume + 1);
    for (volume, range) in (next..).zip(volumes(&counts, MOST_PAGES)) {
        planned.push(Planned {
            volume,
            sheets: rest[range].to_vec(),
            bound: None,
        });
    }
    Ok(planned)
}

/// The public sheets of a year that are filed, in the order of the register.
fn sheets(desk: &Desk, year: i32) -> Result<Vec<Sheet>, Problem> {
    let of_year = ItemFilter {
        year: Some(year),
        ..ItemFilter::default()
    };
    let public = desk
        .records()
        .register_lines(gongkai_registry::records::BookYear {
            book: Book::Public,
            year,
        })?;
    let mut sheets = Vec::new();
    for item in desk.records().archive_items(&of_year)? {
        let line = public
            .iter()
            .find(|line| Some(line.disclosure) == item.filed.disclosure);
        let Some(line) = line else { continue };
        if item.fate == Fate::Refiled {
            continue;
        }
        let parts = desk.records().archive_parts(item.filed.id)?;
        let text = parts.iter().filter(|part| part.kind == PartKind::Text);
        sheets.push(Sheet {
            register_no: line.register_no.to_string(),
            pages: text.map(|part| part.pages).sum(),
            item,
        });
    }
    sheets.sort_by_key(|sheet| sheet.item.register_no);
    Ok(sheets)
}

/// The volumes of a year.
///
/// # Errors
/// What the store says.
pub fn look(desk: &Desk, year: i32) -> Result<Answer, Problem> {
    let line = |planned: Planned| {
        let no = |sheet: Option<&Sheet>| sheet.map(|sheet| sheet.register_no.clone());
        VolumeLine {
            volume: planned.volume,
            first_no: no(planned.sheets.first()).unwrap_or_default(),
            last_no: no(planned.sheets.last()).unwrap_or_default(),
            sheets: planned.sheets.len(),
            pages: planned.sheets.iter().map(|sheet| sheet.pages).sum(),
            bound_on: planned.bound.as_ref().map(|bound| bound.bound_on),
            place: planned.bound.map(|bound| bound.place),
        }
    };
    Ok(Answer {
        volumes: planned(desk, year)?.into_iter().map(line).collect(),
    })
}

/// Records that a volume was bound; volumes are bound in their order.
///
/// # Errors
/// `not-found` for a volume that is not the next, `not-filed` while something of the year is not
/// filed, `field-missing`, `lacks-duty`, `who-acts`, what the store says.
pub fn run(desk: &mut Desk, request: &Request) -> Result<Answer, Problem> {
    let actor = archivist(desk, &request.acting)?;
    let place = typed::open_line("存放处", required(Some(&request.place), "存放处")?)?;
    all_filed(desk, request.year)?;
    let planned = planned(desk, request.year)?;
    let next = planned.iter().find(|planned| planned.bound.is_none());
    let Some(next) = next.filter(|next| next.volume == request.volume) else {
        let text = format!("{}年没有等着装订的第 {} 册", request.year, request.volume);
        return Err(Problem::refused("not-found", text, "按册次顺序装订"));
    };
    let no = |sheet: Option<&Sheet>| sheet.map(|sheet| sheet.register_no.clone());
    let volume = BoundVolume {
        year: request.year,
        volume: next.volume,
        first_no: no(next.sheets.first()).unwrap_or_default(),
        last_no: no(next.sheets.last()).unwrap_or_default(),
        pages: next
            .sheets
            .iter()
            .map(|sheet| sheet.pages)
            .sum::<u32>()
            .max(1),
        place,
        bound_by: actor.person.name.clone(),
        bound_on: actor.moment.occurred_on,
    };
    desk.store
        .change::<_, Problem>(operation!("bind-volume"), |change| {
            change.bind_volume(&volume, actor.person.id, &actor.moment)?;
            let id = format!("{}-{}", volume.year, volume.volume);
            let entry = actor
                .entry("bind-volume", "archive", id)
                .open_fact("first", &volume.first_no)
                .open_fact("last", &volume.last_no)
                .open_fact("place", &volume.place);
            audit::append(change, &entry)?;
            Ok(())
        })?;
    look(desk, request.year)
}

/// Refuses a book with a sheet missing.
///
/// # Errors
/// `not-filed`.
pub(crate) fn all_filed(desk: &Desk, year: i32) -> Result<(), Problem> {
    let waiting = desk.records().to_file(Some(year))?.len();
    if waiting == 0 {
        return Ok(());
    }
    let text = format!("{year}年还有 {waiting} 件没有整理归档，合订本会缺页");
    Err(Problem::refused(
        "not-filed",
        text,
        "先整理归档，再打印或装订合订本",
    ))
}
