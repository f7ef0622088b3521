//! What the tasks and papers of the archive share: the way of filing, the retention tables, who may,
//! and how an item is told.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use gongkai_printroom::papers::archive_list::ArchiveLine;
use gongkai_printroom::papers::archive_stamp::StampCells;
use gongkai_registry::records::{ArchiveItem, ItemFilter};
use gongkai_rulebook::Refusal;
use gongkai_rulebook::archive::ArchiveRefusal;
use gongkai_rulebook::archive::code::{ArchiveCode, CodePattern, USUAL_PATTERN};
use gongkai_rulebook::archive::keeping::{Fate, Standing};
use gongkai_rulebook::archive::scheme::{Organ, Scheme};
use gongkai_rulebook::ids::{ArchiveItemId, DisclosureId};
use gongkai_rulebook::retention::{RetentionPeriod, RetentionTable};
use gongkai_rulebook::vocabulary::Duty;

use crate::acting::Actor;
use crate::typed::masked;
use crate::{Acting, Desk, Problem};

impl From<ArchiveRefusal> for Problem {
    fn from(refusal: ArchiveRefusal) -> Self {
        let problem = Self::refused(refusal.code(), refusal.to_string(), refusal.next());
        match refusal {
            ArchiveRefusal::Scheme { field, .. } => problem.in_field(field),
            ArchiveRefusal::Held
            | ArchiveRefusal::ForEver
            | ArchiveRefusal::NotDue { .. }
            | ArchiveRefusal::Gone { .. }
            | ArchiveRefusal::HeldAsItIs
            | ArchiveRefusal::BeingAppraised
            | ArchiveRefusal::SameClass
            | ArchiveRefusal::Shorter { .. }
            | ArchiveRefusal::TooFewAppraisers
            | ArchiveRefusal::MakerApproves { .. }
            | ArchiveRefusal::TooFewWitnesses
            | ArchiveRefusal::NoVerdict { .. } => problem,
        }
    }
}

/// Who acts, if that person keeps the archive.
///
/// # Errors
/// `lacks-duty`, `who-acts`.
pub(crate) fn archivist(desk: &Desk, acting: &Acting) -> Result<Actor, Problem> {
    let actor = acting.resolve(desk.records(), desk.host.as_ref())?;
    if actor.person.duties.contains(&Duty::Archive) {
        return Ok(actor);
    }
    let name = actor.person.name.clone();
    let duty = Duty::Archive;
    Err(Refusal::LacksDuty { name, duty }.into())
}

/// The way of filing in force.
///
/// # Errors
/// `archive-unsettled` while the office has settled none.
pub(crate) fn scheme(desk: &Desk) -> Result<(Scheme, CodePattern), Problem> {
    let Some(scheme) = desk.records().archive_scheme()? else {
        let text = "还没有填全宗号和档号格式，不能编件号";
        let next = "先在“整理归档”的“归档设置”里填好（全宗号问县档案馆）";
        return Err(Problem::refused("archive-unsettled", text, next));
    };
    let pattern = scheme.check()?;
    Ok((scheme, pattern))
}

/// What a way of filing looks like before the office has settled one; 全宗号 is for the county's
/// archive to give.
pub(crate) fn usual_scheme(office: &str) -> Scheme {
    Scheme {
        fonds: String::new(),
        fonds_name: office.to_owned(),
        category: "WS".to_owned(),
        pattern: USUAL_PATTERN.to_owned(),
        organs: vec![Organ {
            code: "BGS".to_owned(),
            name: "党政办公室".to_owned(),
            units: Vec::new(),
        }],
        stamp_in_words: false,
        transferred: vec![RetentionPeriod::Permanent, RetentionPeriod::Years30],
    }
}

/// The shipped retention table with the office's own lines before it.
///
/// # Errors
/// `retention-damaged`, what the store says.
pub(crate) fn retention(desk: &Desk) -> Result<RetentionTable, Problem> {
    let shipped = RetentionTable::shipped().map_err(|error| {
        Problem::unreadable("retention-damaged", error.to_string(), "重新安装本程序")
    })?;
    let own = desk.records().retention_lines()?;
    Ok(shipped.with_office_rules(own.into_iter().map(|line| line.rule).collect()))
}

/// The item that `given` means: its id, its 档号, or the id or 登记编号 of its disclosure.
///
/// # Errors
/// `not-found`.
pub(crate) fn archive_item(desk: &Desk, given: &str) -> Result<ArchiveItem, Problem> {
    let given = given.trim();
    let records = desk.records();
    let by_code = ItemFilter {
        code: Some(given.to_owned()),
        ..ItemFilter::default()
    };
    let found = records.archive_items(&by_code)?.pop();
    let by_id = |id: ArchiveItemId| ItemFilter {
        id: Some(id),
        ..ItemFilter::default()
    };
    let found = match (found, given.parse::<ArchiveItemId>()) {
        (Some(found), _) => Some(found),
        (None, Ok(id)) => records.archive_items(&by_id(id))?.pop(),
        (None, Err(_)) => None,
    };
    let found = match found {
        Some(found) => Some(found),
        None => match records.disclosure_id(given) {
            Ok(id) => item_of(desk, id)?,
            Err(_) => None,
        },
    };
    found.ok_or_else(|| {
        let text = format!("档案里没有“{}”", masked(given));
        Problem::refused("not-found", text, "核对档号，或先整理归档")
    })
}

/// The archive item of a disclosure, once it is filed.
pub(crate) fn item_of(desk: &Desk, id: DisclosureId) -> Result<Option<ArchiveItem>, Problem> {
    let filter = ItemFilter {
        disclosure: Some(id),
        ..ItemFilter::default()
    };
    Ok(desk.records().archive_items(&filter)?.pop())
}

/// Every item of the archive, for whoever looks up many.
pub(crate) fn all_items(desk: &Desk) -> Result<BTreeMap<ArchiveItemId, ArchiveItem>, Problem> {
    let items = desk.records().archive_items(&ItemFilter::default())?;
    Ok(items
        .into_iter()
        .map(|item| (item.filed.id, item))
        .collect())
}

/// Items that can be due for anything: ten full years is the least that the plan and the law give.
pub(crate) fn old_enough(today: NaiveDate) -> ItemFilter {
    ItemFilter {
        until_year: Some(today.year() - 11),
        ..ItemFilter::default()
    }
}

/// How long items are kept, with every table and extension asked once.
pub(crate) struct Standings {
    table: RetentionTable,
    extended: BTreeMap<ArchiveItemId, Vec<(RetentionPeriod, NaiveDate)>>,
    today: NaiveDate,
}

impl Standings {
    pub(crate) fn read(desk: &Desk) -> Result<Self, Problem> {
        let mut extended: BTreeMap<ArchiveItemId, Vec<_>> = BTreeMap::new();
        for (item, verdict, on) in desk.records().extensions()? {
            if let Some(period) = verdict.added() {
                extended.entry(item).or_default().push((period, on));
            }
        }
        Ok(Self {
            table: retention(desk)?,
            extended,
            today: desk.host.now().today,
        })
    }

    /// Everything that decides how long an item is kept.
    pub(crate) fn of(&self, item: &ArchiveItem) -> Standing {
        let class = &item.filed.class;
        let tabled = match &item.entry {
            Some(entry) => {
                let formed = item.filed.dated_on;
                self.table.decide(entry.as_str(), formed, self.today).period
            }
            None => class.period,
        };
        Standing {
            year: class.year,
            filed: class.period,
            tabled,
            extended: self
                .extended
                .get(&item.filed.id)
                .cloned()
                .unwrap_or_default(),
            held: item.held.is_some(),
            fate: item.fate,
        }
    }
}

/// What the six cells of its stamp say. Its parts are read from the 档号 it was given.
pub(crate) fn cells(scheme: &Scheme, code: &ArchiveCode, pages: u32) -> StampCells {
    let (organ, period) = match scheme.stamp_in_words {
        true => (
            scheme.organ_name(&code.organ).to_owned(),
            code.period.label().to_owned(),
        ),
        false => (code.organ.clone(), code.period.code().to_owned()),
    };
    StampCells {
        fonds: code.fonds.clone(),
        year: code.year.to_string(),
        number: code.number.to_string(),
        organ,
        period,
        pages: pages.to_string(),
    }
}

/// What the 档号 of an item says: as the office's way of filing is now, with the item's own numbers.
pub(crate) fn code_of(scheme: &Scheme, pattern: &CodePattern, item: &ArchiveItem) -> ArchiveCode {
    // A pattern that was changed since does not read it any more; its own numbers are kept apart.
    pattern
        .read(&item.filed.code)
        .unwrap_or_else(|_| scheme.code(&item.filed.class, item.filed.number))
}

/// An item as a line of the lists.
pub(crate) fn archive_line(item: &ArchiveItem) -> ArchiveLine {
    let mut remarks: Vec<String> = Vec::new();
    if let Some(no) = item.register_no {
        remarks.push(no.to_string());
    }
    if !item.remark.is_empty() {
        remarks.push(masked(&item.remark));
    }
    match (item.fate, &item.refiled) {
        (Fate::Kept, _) => {}
        (Fate::Refiled, Some(now)) => remarks.push(format!("作废，改归 {}", now.code)),
        (fate @ (Fate::Transferred | Fate::Destroyed | Fate::Refiled), _) => {
            remarks.push(format!("已{fate}"));
        }
    }
    ArchiveLine {
        code: item.filed.code.clone(),
        document_no: item.filed.document_no.clone(),
        responsible: item.filed.responsible.clone(),
        title: masked(&item.filed.title),
        dated: item.filed.dated_on.format("%Y%m%d").to_string(),
        secrecy: String::new(),
        pages: item.pages,
        remark: remarks.join("；"),
    }
}

/// `2019年10月15日`.
pub(crate) fn day(on: NaiveDate) -> String {
    format!("{}年{}月{}日", on.year(), on.month(), on.day())
}
