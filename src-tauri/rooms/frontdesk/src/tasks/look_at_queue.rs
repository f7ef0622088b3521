//! Look at what is under way: what waits for whom and since when, which 补签 is owed by which day,
//! which paper signature has no scan yet, which 批量审批表 is out for signing.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use gongkai_registry::records::StandIn;
use gongkai_rulebook::batch;
use gongkai_rulebook::calendar::Calendar;
use gongkai_rulebook::catalogue::{Catalogue, EntryCode};
use gongkai_rulebook::chain::Step;
use gongkai_rulebook::disclosure::{Disclosure, State};
use gongkai_rulebook::gate::MADE_GOOD_WITHIN;
use gongkai_rulebook::ids::DisclosureId;
use gongkai_rulebook::signature::{Person, Signature, last_day, unscanned_since};
use gongkai_rulebook::vocabulary::{DisclosureClass, TimeClass};
use serde::{Deserialize, Serialize};

use crate::compose::{chain_in_force, standing};
use crate::typed::masked;
use crate::{Desk, Problem};

/// For whom the queue is.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtQueueRequest", optional_fields = nullable))]
pub struct Request {
    /// Name of the person who sits here; nothing is theirs if nobody does.
    pub seat: Option<String>,
}

/// Everything under way.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtQueueAnswer", optional_fields = nullable))]
pub struct Answer {
    /// What waits for the person who sits here, longest first.
    pub mine: Vec<Waiting>,
    /// What waits for others, longest first.
    pub others: Vec<Waiting>,
    /// 补签 owed, most urgent first.
    pub owed: Vec<Owed>,
    /// Paper signatures without their scan, oldest first.
    pub scans: Vec<MissingScan>,
    /// 批量审批表 that are out, newest first.
    pub sheets: Vec<Sheet>,
}

/// One item that waits for a signature.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtQueueWaiting", optional_fields = nullable))]
pub struct Waiting {
    /// Its id.
    pub disclosure: DisclosureId,
    /// Its title.
    pub title: String,
    /// Its catalogue entry.
    pub entry: EntryCode,
    /// Name of the entry.
    pub entry_name: String,
    /// 公开属性.
    pub class: DisclosureClass,
    /// 时限类别.
    pub time_class: TimeClass,
    /// Its state.
    pub state: State,
    /// The chain it goes along; items of one chain and step fit on one 批量审批表.
    pub chain: Vec<Step>,
    /// The step it waits for.
    pub step: Step,
    /// Whose duty that is, as far as the hard rules let them.
    pub by: Vec<String>,
    /// 代: for whom the person who sits here would sign, by an arrangement that holds today.
    pub stands_in_for: Option<String>,
    /// Since when it lies there.
    pub since: NaiveDate,
    /// The day by which the entry wants it disclosed.
    pub due: Option<NaiveDate>,
    /// Why it was sent back.
    pub returned: Option<String>,
    /// The secrecy review asked above and waits for the answer.
    pub referred: bool,
    /// Rows of its list.
    pub rows: Option<u32>,
    /// Numbers of 批量审批表 it stands on with its present text.
    pub sheets: Vec<String>,
}

/// A 补签 that is owed.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtQueueOwed", optional_fields = nullable))]
pub struct Owed {
    /// The item.
    pub disclosure: DisclosureId,
    /// Its title.
    pub title: String,
    /// The step.
    pub step: Step,
    /// Who agreed by word of mouth.
    pub signer: String,
    /// When.
    pub on: NaiveDate,
    /// How, as it was written down.
    pub how: Option<String>,
    /// The last day for the signature; unknown where its year has no calendar.
    pub due: Option<NaiveDate>,
    /// That day is over.
    pub overdue: bool,
}

/// An item with paper signatures but no scan of the sheet.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtQueueMissingScan", optional_fields = nullable))]
pub struct MissingScan {
    /// The item.
    pub disclosure: DisclosureId,
    /// Its title.
    pub title: String,
    /// The steps signed on paper.
    pub steps: Vec<Step>,
    /// The last of these signatures: from then on the sheet could be scanned.
    pub since: NaiveDate,
    /// The last day by the office's limit; unknown where its year has no calendar.
    pub due: Option<NaiveDate>,
    /// That day is over: red instead of yellow.
    pub overdue: bool,
}

/// A 批量审批表 that is out.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtQueueSheet", optional_fields = nullable))]
pub struct Sheet {
    /// Its number.
    pub sheet: String,
    /// When it was printed.
    pub printed_on: NaiveDate,
    /// Who printed it.
    pub by: String,
    /// The chain whose boxes it has.
    pub chain: Vec<Step>,
    /// The step that the next box to enter has.
    pub step: Option<Step>,
    /// The items on it.
    pub items: Vec<SheetItem>,
}

/// One item of a sheet.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtQueueSheetItem", optional_fields = nullable))]
pub struct SheetItem {
    /// Its id.
    pub disclosure: DisclosureId,
    /// Its title as printed.
    pub title: String,
    /// The step it waits for, while it still says what was printed.
    pub step: Option<Step>,
    /// It was changed or taken away after printing: the sheet does not approve it.
    pub changed: bool,
}

/// What every line needs, read once.
struct Eyes<'a> {
    desk: &'a Desk,
    staff: Vec<Person>,
    stand_ins: Vec<StandIn>,
    calendar: Calendar,
    today: NaiveDate,
    scan_within: u32,
    editions: BTreeMap<String, Catalogue>,
}

/// The queue.
///
/// # Errors
/// `not-found` for a seat nobody on the staff list has, what the store says.
pub fn run(desk: &Desk, request: &Request) -> Result<Answer, Problem> {
    let seat = request.seat.as_deref().map(str::trim);
    let seat = match seat.filter(|name| !name.is_empty()) {
        Some(name) => Some(desk.records().person_named(name)?),
        None => None,
    };
    let members = desk.records().staff()?;
    let mut eyes = Eyes {
        desk,
        staff: members.into_iter().map(|member| member.person).collect(),
        stand_ins: desk.records().stand_ins()?,
        calendar: desk.calendar()?,
        today: desk.host.now().today,
        scan_within: desk.settings()?.scan_within,
        editions: BTreeMap::new(),
    };
    let sheets = eyes.sheets()?;
    let (mut mine, mut others) = (Vec::new(), Vec::new());
    for id in desk.records().under_way()? {
        let item = desk.records().disclosure(id)?;
        let Some(line) = eyes.waiting(&item, &sheets)? else {
            continue;
        };
        let own = |seat: &Person| seat.may_sign(line.step, item.signatures());
        if seat.as_ref().is_some_and(own) {
            mine.push(line);
            continue;
        }
        let stands_in_for = seat
            .as_ref()
            .and_then(|seat| eyes.absent(seat, line.step, item.signatures()));
        match stands_in_for {
            Some(absent) => mine.push(Waiting {
                stands_in_for: Some(absent),
                ..line
            }),
            None => others.push(line),
        }
    }
    mine.sort_by_key(|line| line.since);
    others.sort_by_key(|line| line.since);
    let (mut owed, mut scans) = (Vec::new(), Vec::new());
    for id in desk.records().wanting()? {
        let item = desk.records().disclosure(id)?;
        owed.extend(eyes.owed(&item)?);
        scans.extend(eyes.missing_scan(&item));
    }
    owed.sort_by_key(|line| (line.due.is_none(), line.due, line.on));
    scans.sort_by_key(|line| line.since);
    Ok(Answer {
        mine,
        others,
        owed,
        scans,
        sheets,
    })
}

impl Eyes<'_> {
    fn waiting(&mut self, item: &Disclosure, sheets: &[Sheet]) -> Result<Option<Waiting>, Problem> {
        let in_force = chain_in_force(self.desk, item)?;
        let Some(step) = batch::next_step(item, &in_force) else {
            return Ok(None);
        };
        let chain = batch::chain_of(item, &in_force).steps().to_vec();
        let content = item.content();
        let filing = self.desk.records().filing(item.id())?;
        let (returned, referred) = remarks(item);
        let happened = [
            last_day(item.signatures()),
            filing.changed_on,
            returned.as_ref().map(|(_, on)| *on),
            referred,
        ];
        let since = happened.into_iter().flatten().max();
        let by = self.staff.iter();
        let by = by.filter(|person| person.may_sign(step, item.signatures()));
        let by = by.map(|person| person.name.clone()).collect();
        let rows = match content.list {
            Some(list) => Some(self.desk.records().list(list)?.read),
            None => None,
        };
        let desk = self.desk;
        let catalogue = match self.editions.entry(filing.edition.clone()) {
            std::collections::btree_map::Entry::Occupied(known) => known.into_mut(),
            std::collections::btree_map::Entry::Vacant(new) => {
                new.insert(desk.catalogue_edition(&filing.edition)?)
            }
        };
        let entry = catalogue.entry(content.entry.as_str());
        let due = entry.and_then(|entry| {
            let due = content.due(catalogue.clock(entry), &self.calendar);
            due.ok().flatten()
        });
        let on = |sheet: &&Sheet| {
            let here = |line: &SheetItem| line.disclosure == item.id() && !line.changed;
            sheet.items.iter().any(here)
        };
        Ok(Some(Waiting {
            disclosure: item.id(),
            title: masked(&content.title),
            entry: content.entry.clone(),
            entry_name: entry.map(|entry| entry.name.clone()).unwrap_or_default(),
            class: content.class,
            time_class: entry.map_or(TimeClass::Unsettled, |entry| entry.time_class),
            state: item.state(),
            chain,
            step,
            by,
            stands_in_for: None,
            since: since.unwrap_or(filing.opened.occurred_on),
            due,
            returned: returned.map(|(why, _)| masked(&why)),
            referred: referred.is_some(),
            rows,
            sheets: sheets
                .iter()
                .filter(on)
                .map(|sheet| sheet.sheet.clone())
                .collect(),
        }))
    }

    /// For whom `seat` signs `step` today, if anybody who may is away.
    fn absent(&self, seat: &Person, step: Step, signatures: &[Signature]) -> Option<String> {
        let holds = |kept: &&StandIn| kept.who == seat.id && kept.holds_on(self.today);
        let away = self.stand_ins.iter().filter(holds);
        let mut away = away.filter_map(|kept| self.staff.iter().find(|p| p.id == kept.for_whom));
        let absent = away.find(|absent| seat.may_stand_in(absent, step, signatures))?;
        Some(absent.name.clone())
    }

    fn owed(&self, item: &Disclosure) -> Result<Vec<Owed>, Problem> {
        let owed = item.signatures().iter().filter(|s| s.is_owed());
        let line = |signature: &Signature| -> Result<Owed, Problem> {
            let on = signature.moment.occurred_on;
            let due = self.calendar.add_workdays(on, MADE_GOOD_WITHIN).ok();
            Ok(Owed {
                disclosure: item.id(),
                title: masked(&item.content().title),
                step: signature.step,
                signer: self.desk.records().person(signature.signer)?.name,
                on,
                how: signature.opinion.as_deref().map(masked),
                due,
                overdue: due.is_some_and(|due| self.today > due),
            })
        };
        owed.map(line).collect()
    }

    fn missing_scan(&self, item: &Disclosure) -> Option<MissingScan> {
        let since = unscanned_since(item.signatures())?;
        let missing = item.signatures().iter().filter(|s| s.lacks_scan());
        let due = self.calendar.add_workdays(since, self.scan_within).ok();
        Some(MissingScan {
            disclosure: item.id(),
            title: masked(&item.content().title),
            steps: missing.map(|signature| signature.step).collect(),
            since,
            due,
            overdue: due.is_some_and(|due| self.today > due),
        })
    }

    fn sheets(&self) -> Result<Vec<Sheet>, Problem> {
        let records = self.desk.records();
        let mut sheets = Vec::new();
        for no in records.batch_sheets_under_way()? {
            let kept = records.batch_sheet(no)?;
            let mut items = Vec::new();
            for line in &kept.lines {
                let item = standing(self.desk, line)?;
                let step = match &item {
                    Some(item) => batch::next_step(item, &chain_in_force(self.desk, item)?),
                    None => None,
                };
                items.push(SheetItem {
                    disclosure: line.disclosure,
                    title: masked(&line.title),
                    step,
                    changed: item.is_none(),
                });
            }
            let step = items.iter().find_map(|item| item.step);
            if step.is_none() {
                continue;
            }
            sheets.push(Sheet {
                sheet: no.to_string(),
                printed_on: kept.printed.occurred_on,
                by: records.person(kept.by)?.name,
                chain: kept.chain.steps().to_vec(),
                step,
                items,
            });
        }
        Ok(sheets)
    }
}

/// Why and when it came back, and since when it is asked above.
fn remarks(item: &Disclosure) -> (Option<(String, NaiveDate)>, Option<NaiveDate>) {
    match item {
        Disclosure::Draft(draft) => {
            let back = draft.returned.as_ref();
            let back = back.map(|back| (back.why.clone(), back.moment.occurred_on));
            (back, None)
        }
        Disclosure::InReview(review) => {
            let referral = review.referral();
            (None, referral.map(|asked| asked.moment.occurred_on))
        }
        Disclosure::SetAside(_)
        | Disclosure::Approved(_)
        | Disclosure::Released(_)
        | Disclosure::Corrected(_)
        | Disclosure::Withdrawn(_)
        | Disclosure::Exempt(_) => (None, None),
    }
}
