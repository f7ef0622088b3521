//! Look at today: everything the store knows now, as lines by urgency. It reads open things only,
//! and it decides nothing: dates are the rulebook's, what is open is the registry's.

use chrono::NaiveDate;
use gongkai_rulebook::calendar::DayKind;
use gongkai_rulebook::catalogue::EntryCode;
use gongkai_rulebook::ids::DisclosureId;
use serde::{Deserialize, Serialize};

use self::clockwork::Clockwork;
pub use self::clockwork::{Urgency, Why};
pub use self::year::{Month, Year, year};
use crate::{Desk, Problem};

mod archive;
mod clockwork;
mod county;
mod lines;
mod papers;
mod periodic;
mod signers;
mod standing;
mod stations;
mod wording;
mod year;

/// How many open things of a kind are read, and how many lines of a group are shown.
const READ: u32 = 200;
const SHOWN: usize = 50;

/// Whose today is looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtTodayRequest", optional_fields = nullable))]
pub struct Request {
    /// Name of the person who sits here, once somebody has been picked.
    pub who: Option<String>,
}

/// Today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtTodayAnswer", optional_fields = nullable))]
pub struct Answer {
    /// The day at the office.
    pub today: NaiveDate,
    /// The day in words, with what the calendar says of it.
    pub day: String,
    /// What must be told before everything else, one sentence each.
    pub notices: Vec<String>,
    /// The lines, group by group; groups without lines are left out.
    pub groups: Vec<Group>,
    /// Numbers for the side of the window.
    pub counts: Counts,
    /// Nothing has been drafted yet; what else an office lacks, `look_at_setup` tells.
    pub no_items: bool,
}

/// Lines that belong together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtTodayGroup", optional_fields = nullable))]
pub struct Group {
    /// Which.
    pub kind: GroupKind,
    /// The most urgent lines first.
    pub lines: Vec<Line>,
    /// How many there are, shown or not.
    pub total: u32,
}

/// The groups, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "LookAtTodayGroupKind")
)]
#[serde(rename_all = "snake_case")]
pub enum GroupKind {
    /// 要办的事.
    ToDo,
    /// 等我签.
    ToSign,
    /// 在路上: waits for somebody else.
    UnderWay,
    /// 草稿.
    Drafts,
    /// 待补的手续: scans, the county's copies and receipts.
    Papers,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtTodayLine", optional_fields = nullable))]
pub struct Line {
    /// What it is about.
    pub kind: LineKind,
    /// How urgent it is.
    pub urgency: Urgency,
    /// The last day, where there is one.
    pub due: Option<NaiveDate>,
    /// The short word at the head of the line: 逾期 2 天, 今天, 本周五, 草稿.
    pub badge: String,
    /// Title of the item or name of the entry.
    pub title: String,
    /// Village or unit, and where it stands.
    pub note: String,
    /// The sentence about dates.
    pub when: String,
    /// Why this date, where a clock gives it.
    pub why: Option<Why>,
    /// What can be done; the first is the usual thing.
    pub actions: Vec<Action>,
    /// What the date was counted from, until `why` is worked out for the lines that are shown.
    #[serde(skip)]
    pub(crate) counted: Option<clockwork::Counted>,
}

/// What a line is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "LookAtTodayLineKind")
)]
#[serde(rename_all = "snake_case")]
pub enum LineKind {
    /// An entry with nothing released in its period.
    PeriodicDue,
    /// A draft.
    Draft,
    /// A draft that was sent back.
    Returned,
    /// An item on its way along the chain.
    InReview,
    /// Approved, not released.
    Approved,
    /// Released, not posted everywhere.
    ToPost,
    /// A posting whose time is up, or soon will be.
    TakeDown,
    /// A paper of a withdrawn or corrected item that still hangs.
    StillHanging,
    /// A signature owed (补签).
    SignatureOwed,
    /// A paper signature without its scan.
    ScanMissing,
    /// The county's copy has not been handed over.
    HandOver,
    /// The county's receipt has not come.
    Receipt,
    /// 不予公开 that is to be looked at again.
    Reassess,
    /// An important matter whose next step has not been disclosed.
    NextStage,
    /// Documents of a past year are not filed.
    ToFile,
    /// Items are due for the county's archive.
    ToHandOn,
    /// Items whose period is over wait for appraisal.
    ToAppraise,
    /// Scanned pages that could not be filed by their codes.
    ScansWait,
    /// The county refused an item or returned it.
    CountyRefused,
    /// The county wrote something that nobody has read.
    CountyLetter,
    /// Both sides do not have the same.
    CountyDisagrees,
    /// Letters wait for somebody to bring them to the county.
    CountyWaiting,
    /// Pages of the county wait to be looked at.
    CountyPages,
    /// A draft of a station that this office had changed too.
    DraftBoth,
    /// Fetched drafts of stations that nobody has taken in.
    DraftsCame,
}

/// What can be done about a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtTodayAction", optional_fields = nullable))]
pub struct Action {
    /// Where to.
    pub go: Go,
    /// The word on it.
    pub label: String,
    /// The item, where it is about one.
    pub item: Option<DisclosureId>,
    /// The entry, where it is about one.
    pub entry: Option<EntryCode>,
}

/// Where an action leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtTodayGo"))]
#[serde(rename_all = "snake_case")]
pub enum Go {
    /// Write on the draft.
    Draft,
    /// A new draft under the entry.
    DraftNew,
    /// A new draft like the item of last period.
    DraftLike,
    /// The item's place in the review.
    Review,
    /// The release of the item.
    Release,
    /// Where it is recorded what went up and came down.
    Post,
    /// Where the copies are.
    Copies,
    /// Where items are filed.
    Archive,
    /// Where items leave the office's keeping.
    Leaving,
    /// Where scanned pages wait.
    Scans,
    /// The way to the county.
    County,
    /// What the county wrote.
    CountyLetters,
    /// Both texts of an item that a station and this office changed.
    Texts,
    /// What stations and villages handed in.
    Stations,
    /// The staff list.
    Staff,
    /// The item itself.
    Item,
}

/// Numbers for the side of the window.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtTodayCounts", optional_fields = nullable))]
pub struct Counts {
    /// Things to do that are due this week or overdue.
    pub today: u32,
    /// Items that wait for a signature: of the person who sits here, else of anybody.
    pub review: u32,
    /// Approved and not released, released and not posted.
    pub release: u32,
    /// County copies not handed over or without receipt.
    pub copies: u32,
    /// What the county refused, wrote or does not agree on.
    pub county: u32,
}

/// Everything the store knows now.
///
/// # Errors
/// What the store says. A year without a calendar is a notice, not an error.
pub fn run(desk: &Desk, request: &Request) -> Result<Answer, Problem> {
    let today = desk.host.now().today;
    let mut clockwork = Clockwork::new(desk, today)?;
    let found = lines::all(desk, &mut clockwork, request)?;
    let counts = count(&found);
    let groups = grouped(found.lines, &found.unread, &clockwork);
    Ok(Answer {
        today,
        day: day_in_words(&clockwork, today),
        notices: clockwork.notices(),
        groups,
        counts,
        no_items: !found.has_items,
    })
}

/// The numbers alone, for pages that show no lines.
///
/// # Errors
/// What the store says.
pub fn counts(desk: &Desk, request: &Request) -> Result<Counts, Problem> {
    let today = desk.host.now().today;
    let mut clockwork = Clockwork::new(desk, today)?;
    Ok(count(&lines::all(desk, &mut clockwork, request)?))
}

fn count(found: &lines::Found) -> Counts {
    let many = |wanted: &dyn Fn(&(GroupKind, Line)) -> bool| {
        u32::try_from(found.lines.iter().filter(|line| wanted(line)).count()).unwrap_or(u32::MAX)
    };
    let unread = |kind| {
        found
            .unread
            .iter()
            .filter(|(k, _)| *k == kind)
            .map(|(_, n)| *n)
            .sum::<u32>()
    };
    let to_sign = many(&|(group, _)| *group == GroupKind::ToSign);
    Counts {
        today: many(&|(group, line)| *group == GroupKind::ToDo && line.urgency.is_pressing()),
        review: if found.signer_known {
            to_sign
        } else {
            to_sign + many(&|(group, _)| *group == GroupKind::UnderWay)
        },
        release: many(&|(_, line)| matches!(line.kind, LineKind::Approved | LineKind::ToPost))
            + unread(LineKind::ToPost),
        copies: many(&|(_, line)| matches!(line.kind, LineKind::HandOver | LineKind::Receipt))
            + unread(LineKind::HandOver),
        county: many(&|(_, line)| {
            let from_the_county = [
                LineKind::CountyRefused,
                LineKind::CountyLetter,
                LineKind::CountyDisagrees,
            ];
            from_the_county.contains(&line.kind)
        }),
    }
}

fn grouped(
    lines: Vec<(GroupKind, Line)>,
    unread: &[(LineKind, u32)],
    clockwork: &Clockwork<'_>,
) -> Vec<Group> {
    let order = [
        GroupKind::ToDo,
        GroupKind::ToSign,
        GroupKind::UnderWay,
        GroupKind::Drafts,
        GroupKind::Papers,
    ];
    let mut by_group: std::collections::BTreeMap<GroupKind, Vec<Line>> = Default::default();
    for (group, line) in lines {
        by_group.entry(group).or_default().push(line);
    }
    let mut groups = Vec::new();
    for kind in order {
        let Some(mut lines) = by_group.remove(&kind) else {
            continue;
        };
        lines.sort_by_key(|line| (line.urgency, line.due.unwrap_or(NaiveDate::MAX), line.kind));
        let beyond: u32 = unread
            .iter()
            .filter(|(unread, _)| unread.group() == kind)
            .map(|(_, count)| *count)
            .sum();
        let total = u32::try_from(lines.len())
            .unwrap_or(u32::MAX)
            .saturating_add(beyond);
        lines.truncate(SHOWN);
        for line in &mut lines {
            line.why = line
                .counted
                .take()
                .and_then(|counted| clockwork.why(&counted));
        }
        groups.push(Group { kind, lines, total });
    }
    groups
}

impl LineKind {
    /// The group in which a line of this kind stands while nothing presses.
    const fn group(self) -> GroupKind {
        match self {
            Self::PeriodicDue
            | Self::Returned
            | Self::Approved
            | Self::ToPost
            | Self::TakeDown
            | Self::StillHanging
            | Self::SignatureOwed
            | Self::Reassess
            | Self::NextStage
            | Self::CountyRefused
            | Self::CountyDisagrees
            | Self::DraftBoth
            | Self::DraftsCame => GroupKind::ToDo,
            Self::Draft => GroupKind::Drafts,
            Self::InReview => GroupKind::UnderWay,
            Self::ScanMissing
            | Self::HandOver
            | Self::Receipt
            | Self::ToFile
            | Self::ToHandOn
            | Self::ToAppraise
            | Self::ScansWait
            | Self::CountyLetter
            | Self::CountyWaiting
            | Self::CountyPages => GroupKind::Papers,
        }
    }
}

fn day_in_words(clockwork: &Clockwork<'_>, today: NaiveDate) -> String {
    let words = wording::day_with_weekday(today);
    match clockwork.calendar().day(today) {
        Ok(DayKind::Workday) => format!("{words}　工作日"),
        Ok(DayKind::AdjustedWorkday) => format!("{words}　调休上班"),
        Ok(DayKind::Weekend) => format!("{words}　休息日"),
        Ok(DayKind::Holiday(name)) => format!("{words}　{name}放假"),
        Err(_) => words,
    }
}
