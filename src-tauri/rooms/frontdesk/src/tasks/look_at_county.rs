//! Look at the way to the county: what waits, what was sent or reported by hand, what was refused, what
//! came back, and where the office stands against the monthly minimum.

use chrono::NaiveDate;
use gongkai_letters::{Metadata, PublicKey, Sealed};
use gongkai_registry::records::{CountyLetter, CountyLink, CountyReport, LetterMark, PeriodReport};
use gongkai_rulebook::county_form::{PageFinding, ReportWay};
use gongkai_rulebook::ids::{DisclosureId, FileId};
use gongkai_rulebook::letter::{CarrierKind, LetterKind};
use serde::Serialize;

use super::look_at_item::office_day;
use crate::county::about;
use crate::county::by_hand::title;
use crate::typed::masked;
use crate::{Desk, Problem};

/// How many reports and packages are shown.
const SHOWN: usize = 200;

/// How things stand.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtCountyAnswer", optional_fields = nullable))]
pub struct Answer {
    /// The way, once it is set up.
    pub carrier: Option<CarrierKind>,
    /// 区划代码.
    pub township: Option<String>,
    /// Id of the office's key.
    pub key_id: Option<String>,
    /// How it is set up.
    pub set_up: Option<SetUp>,
    /// Letters that the county is not known to have.
    pub waiting: Vec<Waiting>,
    /// The newest ones that it has, or that a person brought.
    pub sent: Vec<Sent>,
    /// How many packages are sealed.
    pub sealed: usize,
    /// How many the county is known to have.
    pub taken: u64,
    /// How many a person brought.
    pub by_hand: u64,
    /// Whether both sides agreed after the last round.
    pub agreed: Option<bool>,
    /// The day of the last look at the other side.
    pub looked_on: Option<NaiveDate>,
    /// What the county refused or returned and nothing has answered yet.
    pub refused: Vec<Line>,
    /// How many letters the county sent.
    pub letters: usize,
    /// How many of them nobody has read.
    pub unread: usize,
    /// Where the office stood in the last month that the county told of.
    pub ranking: Option<Standing>,
}

/// How the way is set up; nothing secret is in it.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtCountySetUp", optional_fields = nullable))]
pub struct SetUp {
    /// A folder, or an address.
    pub address: String,
    /// The office's public key.
    pub own_key: String,
    /// The county's public key.
    pub county_key: Option<String>,
    /// The county has a root certificate of its own.
    pub root: bool,
    /// The county's web form.
    pub form: Option<String>,
    /// In whose name the program makes rounds by itself.
    pub by_itself: Option<String>,
}

/// A letter that waits.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtCountyWaiting", optional_fields = nullable))]
pub struct Waiting {
    /// 报送编号, once it is sealed.
    pub number: Option<u64>,
    /// What kind of letter.
    pub kind: LetterKind,
    /// The item; none where a period is reported.
    pub disclosure: Option<DisclosureId>,
    /// The period: `2019-09`, `2019-Q3`, `2019`; none where an item is reported.
    pub period: Option<String>,
    /// Its title.
    pub title: String,
    /// Since when it waits.
    pub since: Option<NaiveDate>,
}

/// A letter that the county has.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtCountySent", optional_fields = nullable))]
pub struct Sent {
    /// 报送编号, where it went in a package.
    pub number: Option<u64>,
    /// What kind of letter.
    pub kind: LetterKind,
    /// The item.
    pub disclosure: DisclosureId,
    /// Its title.
    pub title: String,
    /// When.
    pub on: Option<NaiveDate>,
    /// 索引号.
    pub index_no: Option<String>,
    /// How a person brought it.
    pub report: Option<Report>,
}

/// A report that a person made.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtCountyReport", optional_fields = nullable))]
pub struct Report {
    /// How.
    pub way: ReportWay,
    /// Address of its page.
    pub address: Option<String>,
    /// Who was told.
    pub told_to: Option<String>,
    /// What the last look at the page showed.
    pub finding: Option<PageFinding>,
    /// The page is still to be looked at.
    pub owed: bool,
    /// Why a person found it right.
    pub why: Option<String>,
    /// The page as it was.
    pub snapshot: Option<FileId>,
    /// The day of the last look.
    pub looked_on: Option<NaiveDate>,
}

/// A letter of the county.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtCountyLine", optional_fields = nullable))]
pub struct Line {
    /// The county's number.
    pub number: u64,
    /// What kind of letter.
    pub kind: LetterKind,
    /// What it says.
    pub told: String,
    /// The item it leads to.
    pub disclosure: Option<DisclosureId>,
    /// That item's title.
    pub title: Option<String>,
    /// The field at fault.
    pub field: Option<String>,
    /// Whether it refuses or returns something.
    pub refused: bool,
    /// It still asks for something: to be read, or to be answered.
    pub open: bool,
    /// Who read it or dealt with it, when, and what was done.
    pub mark: Option<String>,
    /// The day it was filed.
    pub filed_on: Option<NaiveDate>,
}

/// Where the office stood in a month.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "LookAtCountyRanking")
)]
pub struct Standing {
    /// The month: `2026-10`.
    pub month: String,
    /// Its place, from 1.
    pub place: u32,
    /// Of how many offices.
    pub of: u32,
    /// How many items it had released.
    pub released: u32,
    /// The county's monthly minimum.
    pub minimum: u32,
}

/// The county's letters.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "LookAtCountyLetters")
)]
pub struct Letters {
    /// Newest first.
    pub letters: Vec<Line>,
}

/// How things stand.
///
/// # Errors
/// What the store says.
pub fn run(desk: &Desk) -> Result<Answer, Problem> {
    let records = desk.records();
    let link = records.county_link()?;
    let taken = link.as_ref().map_or(0, |link| link.taken);
    let all = letters(desk)?.letters;
    let own: Option<PublicKey> = link.as_ref().and_then(|link| link.own_key.parse().ok());
    Ok(Answer {
        carrier: link.as_ref().map(|link| link.carrier),
        township: link
            .as_ref()
            .map(|link| link.township.clone())
            .filter(|township| !township.is_empty()),
        key_id: own.map(|key| key.id().to_string()),
        set_up: link.as_ref().map(|link| set_up(desk, link)).transpose()?,
        waiting: waiting(desk, taken)?,
        sent: sent(desk, taken)?,
        sealed: records.county_chain()?.len(),
        taken,
        by_hand: records.county_reports_made()? + brought(desk)?,
        agreed: link.as_ref().and_then(|link| link.agreed),
        looked_on: link.and_then(|link| link.looked_at).and_then(office_day),
        letters: all.len(),
        unread: all.iter().filter(|line| line.open && !line.refused).count(),
        refused: all
            .into_iter()
            .filter(|line| line.refused && line.open)
            .collect(),
        ranking: ranking(desk)?,
    })
}

/// What the county wrote, newest first.
///
/// # Errors
/// What the store says.
pub fn letters(desk: &Desk) -> Result<Letters, Problem> {
    let open: Vec<u64> = desk
        .records()
        .open_county_letters()?
        .into_iter()
        .map(|letter| letter.number)
        .collect();
    let marks = desk.records().county_letter_marks()?;
    let mut lines = Vec::new();
    for letter in desk.records().county_letters()?.into_iter().rev() {
        let mark = marks.iter().find(|mark| mark.number == letter.number);
        let open = open.contains(&letter.number);
        lines.push(line(desk, letter, open, mark)?);
    }
    Ok(Letters { letters: lines })
}

fn line(
    desk: &Desk,
    letter: CountyLetter,
    open: bool,
    mark: Option<&LetterMark>,
) -> Result<Line, Problem> {
    let disclosure = about(desk, letter.disclosure, letter.answers)?;
    let mark = mark.map(|mark| {
        let note = mark.note.as_ref().map(|note| format!("：{note}"));
        format!("{} {}{}", mark.by, mark.on, note.unwrap_or_default())
    });
    Ok(Line {
        number: letter.number,
        kind: letter.kind,
        told: letter.told,
        disclosure,
        title: disclosure.map(|id| title(desk, id)).transpose()?,
        field: letter.field,
        refused: letter.refused,
        open,
        mark,
        filed_on: office_day(letter.filed_at),
    })
}

fn set_up(desk: &Desk, link: &CountyLink) -> Result<SetUp, Problem> {
    let by_itself = link.by_itself.map(|id| desk.records().person(id));
    Ok(SetUp {
        address: link.address.clone(),
        own_key: link.own_key.clone(),
        county_key: link.county_key.clone(),
        root: link.root.is_some(),
        form: link.form.clone(),
        by_itself: by_itself.transpose()?.map(|person| person.name),
    })
}

fn waiting(desk: &Desk, taken: u64) -> Result<Vec<Waiting>, Problem> {
    let mut waiting = Vec::new();
    for package in desk.records().county_packages()? {
        if package.number > taken {
            waiting.push(Waiting {
                number: Some(package.number),
                kind: package.kind,
                disclosure: Some(package.disclosure),
                period: None,
                title: title(desk, package.disclosure)?,
                since: office_day(package.sealed_at),
            });
        }
    }
    for letter in desk.records().unsealed_letters()? {
        waiting.push(Waiting {
            number: None,
            kind: letter.kind.parse().unwrap_or(LetterKind::Disclosure),
            disclosure: Some(letter.disclosure),
            period: None,
            title: title(desk, letter.disclosure)?,
            since: office_day(letter.written_at),
        });
    }
    waiting.extend(waiting_reports(desk, taken)?);
    Ok(waiting)
}

/// How many reports of a period a person brought.
fn brought(desk: &Desk) -> Result<u64, Problem> {
    let reports = desk.records().period_reports()?;
    let brought = reports.iter().filter(|report| report.brought.is_some());
    Ok(brought.count() as u64)
}

/// Reports of a period that the county is not known to have.
fn waiting_reports(desk: &Desk, taken: u64) -> Result<Vec<Waiting>, Problem> {
    let reports = desk.records().period_reports()?;
    let waits = reports
        .into_iter()
        .filter(|report| report.waits() || report.number.is_some_and(|number| number > taken));
    let line = |report: PeriodReport| Waiting {
        number: report.number,
        kind: report.kind,
        disclosure: None,
        period: Some(report.period),
        title: masked(&report.title),
        since: Some(report.moment.occurred_on),
    };
    Ok(waits.map(line).collect())
}

fn sent(desk: &Desk, taken: u64) -> Result<Vec<Sent>, Problem> {
    let mut sent = Vec::new();
    for report in desk.records().county_reports(SHOWN as u32)? {
        sent.push(reported(desk, report)?);
    }
    let packages = desk.records().county_packages()?;
    let taken = packages
        .into_iter()
        .filter(|package| package.number <= taken);
    for package in taken.rev().take(SHOWN) {
        let place = desk.records().public_place(package.disclosure)?;
        sent.push(Sent {
            number: Some(package.number),
            kind: package.kind,
            disclosure: package.disclosure,
            title: title(desk, package.disclosure)?,
            on: office_day(package.sealed_at),
            index_no: place.and_then(|place| place.index_no),
            report: None,
        });
    }
    Ok(sent)
}

fn reported(desk: &Desk, one: CountyReport) -> Result<Sent, Problem> {
    let report = one.report;
    let settled = one.finding.is_some_and(PageFinding::settles);
    Ok(Sent {
        number: None,
        kind: one.kind,
        disclosure: report.disclosure,
        title: title(desk, report.disclosure)?,
        on: Some(report.moment.occurred_on),
        index_no: report.index_no,
        report: Some(Report {
            way: report.way,
            address: report.address,
            told_to: report.told_to,
            finding: one.finding,
            owed: report.way == ReportWay::Page && !settled,
            why: one.why,
            snapshot: one.snapshot,
            looked_on: one.looked_on,
        }),
    })
}

/// The last ranking that came, read from its letter.
fn ranking(desk: &Desk) -> Result<Option<Standing>, Problem> {
    let letters = desk.records().county_letters()?;
    let newest = letters.iter().rev();
    let Some(letter) = newest
        .into_iter()
        .find(|one| one.kind == LetterKind::Ranking)
    else {
        return Ok(None);
    };
    let bytes = desk.store.read_file(letter.content)?;
    let opened = Sealed::read(&bytes).and_then(Sealed::read_again);
    let Ok(Metadata::Ranking(ranking)) = opened.map(|opened| opened.metadata) else {
        return Ok(None);
    };
    Ok(Some(Standing {
        month: ranking.month,
        place: ranking.place,
        of: ranking.of,
        released: ranking.released,
        minimum: ranking.minimum,
    }))
}
