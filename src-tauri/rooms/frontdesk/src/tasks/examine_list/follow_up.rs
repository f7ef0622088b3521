//! Whether a workbook comes for one that was returned: what of its faults is mended, what is still
//! wrong, which rows are gone.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use gongkai_intake::understand::{ReadRow, ReadSheet, Verdict};
use gongkai_registry::Fingerprint;
use gongkai_registry::records::{ListReturn, ReturnFault};
use gongkai_rulebook::ids::ReturnId;
use gongkai_rulebook::period::{Stretch, stretch_of};
use serde::Serialize;

use super::MOST;
use super::numbers::name_of;
use crate::comparing::Subject;
use crate::reading::Reading;
use crate::typed::masked;
use crate::{Desk, Problem, village};

/// That a workbook comes for one that was returned.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "ListFollowUp", optional_fields = nullable))]
pub struct FollowUp {
    /// The return.
    pub returned: ReturnId,
    /// Name of the workbook that was returned.
    pub file_name: String,
    /// When it was returned.
    pub returned_on: NaiveDate,
    /// Who returned it.
    pub by: String,
    /// By when it should have come back.
    pub due: Option<NaiveDate>,
    /// Faults that are mended.
    pub mended: Vec<FaultTold>,
    /// How many.
    pub mended_count: u64,
    /// Faults that are still there.
    pub still: Vec<FaultTold>,
    /// How many.
    pub still_count: u64,
    /// Faults whose row is no longer there.
    pub gone: Vec<FaultTold>,
    /// How many.
    pub gone_count: u64,
    /// Rows that are faulty now and were not before.
    pub fresh: u64,
}

/// A fault of the workbook that was returned.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "ReturnedFault", optional_fields = nullable))]
pub struct FaultTold {
    /// Row of the workbook that was returned.
    pub row: u32,
    /// Row of this one, where the person is there.
    pub now: Option<u32>,
    /// Name.
    pub name: String,
    /// Title of the column.
    pub title: Option<String>,
    /// What was wrong.
    pub said: String,
}

/// The village's shortest name under which returns of a workbook are kept.
pub(crate) fn return_key(reading: &Reading) -> &str {
    reading.village.as_deref().map_or("", village::stem)
}

/// The return that a workbook comes for: of the same village, kind and period, and not itself.
pub(crate) fn answered(
    desk: &Desk,
    reading: &Reading,
    period: Option<&Stretch>,
) -> Result<Option<ListReturn>, Problem> {
    let today = desk.host.now().today;
    let (key, kind) = (return_key(reading), reading.understood.kind);
    let fits = |sent: &ListReturn| {
        let theirs = sent.period.as_deref();
        let theirs = theirs.and_then(|words| stretch_of(words, today));
        let same = period.zip(theirs.as_ref());
        sent.sha256 != reading.sha256 && same.is_none_or(|(one, other)| one.overlaps(other))
    };
    let mut open = desk.records().open_returns(key, kind)?.into_iter();
    Ok(open.find(fits))
}

pub(super) fn of(
    desk: &Desk,
    reading: &Reading,
    subject: &Subject,
) -> Result<Option<FollowUp>, Problem> {
    let Some(sent) = answered(desk, reading, subject.period.as_ref())? else {
        return Ok(None);
    };
    let faults = desk.records().return_faults(sent.id)?;
    let rows = Rows::of(desk, reading);
    let mut follow_up = FollowUp {
        returned: sent.id,
        file_name: masked(&sent.file_name),
        returned_on: sent.moment.occurred_on,
        by: desk.records().person(sent.by)?.name,
        due: sent.due,
        mended: Vec::new(),
        mended_count: 0,
        still: Vec::new(),
        still_count: 0,
        gone: Vec::new(),
        gone_count: 0,
        fresh: 0,
    };
    let mut spoken_of = BTreeSet::new();
    for fault in &faults {
        let found = rows.row_of(fault);
        let (list, count) = match found {
            None => (&mut follow_up.gone, &mut follow_up.gone_count),
            Some((sheet, row)) => {
                spoken_of.insert((sheet.name.as_str(), row.number));
                match is_still(row, fault) {
                    true => (&mut follow_up.still, &mut follow_up.still_count),
                    false => (&mut follow_up.mended, &mut follow_up.mended_count),
                }
            }
        };
        *count += 1;
        if list.len() < MOST {
            list.push(FaultTold {
                row: fault.row,
                now: found.map(|(_, row)| row.number),
                name: masked(&fault.name),
                title: fault.title.clone(),
                said: fault.said.clone(),
            });
        }
    }
    for sheet in &reading.understood.sheets {
        let faulty = sheet.rows.iter().filter(|row| row.verdict != Verdict::Ok);
        let fresh = faulty.filter(|row| !spoken_of.contains(&(sheet.name.as_str(), row.number)));
        follow_up.fresh += fresh.count() as u64;
    }
    Ok(Some(follow_up))
}

/// Whether a fault is still there: something is wrong in the same column.
fn is_still(row: &ReadRow, fault: &ReturnFault) -> bool {
    row.notes
        .iter()
        .any(|note| match (&note.column, &fault.title) {
            (Some((_, title)), Some(before)) => title == before,
            (None, None) => note.rule.code() == fault.rule,
            (Some(_), None) | (None, Some(_)) => false,
        })
}

/// The rows of the workbook by what tells a person: number, name, place.
struct Rows<'a> {
    numbers: HashMap<Fingerprint, (&'a ReadSheet, &'a ReadRow)>,
    names: HashMap<&'a str, Option<(&'a ReadSheet, &'a ReadRow)>>,
    places: HashMap<(&'a str, u32), (&'a ReadSheet, &'a ReadRow)>,
}

impl<'a> Rows<'a> {
    fn of(desk: &Desk, reading: &'a Reading) -> Self {
        let mut rows = Self {
            numbers: HashMap::new(),
            names: HashMap::new(),
            places: HashMap::new(),
        };
        for sheet in &reading.understood.sheets {
            for row in &sheet.rows {
                if let Some(number) = &row.id_number {
                    let key = desk.store.hmac_id(number.to_current().as_str());
                    rows.numbers.insert(key, (sheet, row));
                }
                let name = name_of(sheet, row);
                if !name.is_empty() {
                    rows.names
                        .entry(name)
                        .and_modify(|place| *place = None)
                        .or_insert(Some((sheet, row)));
                }
                rows.places.insert((&sheet.name, row.number), (sheet, row));
            }
        }
        rows
    }

    /// The row of the person that a fault was about: by number, by a name that one bears, by its
    /// place if the row had no name.
    fn row_of(&self, fault: &ReturnFault) -> Option<(&'a ReadSheet, &'a ReadRow)> {
        let by_number = fault
            .id_hmac
            .and_then(|key| self.numbers.get(&key).copied());
        let by_name = || self.names.get(fault.name.as_str()).copied().flatten();
        let by_place = || {
            let found = self.places.get(&(fault.sheet.as_str(), fault.row)).copied();
            // Namesakes and rows without a name are told by where they stand.
            found.filter(|(sheet, row)| fault.name.is_empty() || name_of(sheet, row) == fault.name)
        };
        by_number.or_else(by_name).or_else(by_place)
    }
}
