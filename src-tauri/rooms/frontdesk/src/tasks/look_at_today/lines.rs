//! The lines of items on their way: drafts, reviews, approvals, postings that are missing.

use chrono::NaiveDate;
use gongkai_registry::records::{OpenItem, Subject, ToPost};
use gongkai_rulebook::chain::Chain;
use gongkai_rulebook::disclosure::State;
use gongkai_rulebook::vocabulary::DisclosureClass;

use super::clockwork::{Clockwork, Due, Urgency};
use super::signers::People;
use super::wording::{day, joined};
use super::{
    Action, Go, GroupKind, Line, LineKind, READ, Request, archive, county, papers, periodic,
    standing, stations,
};
use crate::typed::masked;
use crate::{Desk, Problem};

/// What was found.
pub(super) struct Found {
    /// The lines, each with the group it stands in.
    pub(super) lines: Vec<(GroupKind, Line)>,
    /// What is open beyond what was read, by kind.
    pub(super) unread: Vec<(LineKind, u32)>,
    /// Somebody of the staff list sits here.
    pub(super) signer_known: bool,
    /// The office has at least one item.
    pub(super) has_items: bool,
}

/// All lines of today.
pub(super) fn all(
    desk: &Desk,
    clockwork: &mut Clockwork<'_>,
    request: &Request,
) -> Result<Found, Problem> {
    let people = People::new(desk, request.who.as_deref())?;
    let open = desk.records().open_items()?;
    let totals = desk.records().open_totals()?;
    let mut lines = Vec::new();
    let mut chains = Chains::new(desk)?;
    for item in &open {
        let line = open_line(clockwork, &mut chains, &people, item)?;
        lines.extend(line);
    }
    let to_post = desk.records().to_post(READ)?;
    let posting: u32 = u32::try_from(to_post.len()).unwrap_or(u32::MAX);
    for item in &to_post {
        lines.push(to_post_line(clockwork, item)?);
    }
    lines.extend(papers::hanging(desk, clockwork)?);
    let read = papers::wanted(desk, clockwork, &mut lines)?;
    lines.extend(periodic::lines(desk, clockwork, &open)?);
    lines.extend(standing::lines(desk, clockwork)?);
    lines.extend(archive::lines(desk, clockwork)?);
    lines.extend(county::lines(desk, clockwork)?);
    lines.extend(stations::lines(desk)?);
    Ok(Found {
        lines: lines.into_iter().map(placed).collect(),
        unread: vec![
            (LineKind::ToPost, totals.to_post.saturating_sub(posting)),
            (
                LineKind::HandOver,
                totals.county_copies.saturating_sub(read.copies),
            ),
            (
                LineKind::ScanMissing,
                totals.signatures_wanted.saturating_sub(read.signatures),
            ),
        ],
        signer_known: people.somebody_sits_here(),
        has_items: totals.has_items,
    })
}

/// What presses is a thing to do, wherever it stands otherwise; a signature stays where it waits.
fn placed(line: Line) -> (GroupKind, Line) {
    let group = match line.kind.group() {
        GroupKind::Drafts | GroupKind::Papers if line.urgency.is_pressing() => GroupKind::ToDo,
        GroupKind::UnderWay if line.actions.iter().any(|action| action.label == SIGN) => {
            GroupKind::ToSign
        }
        other => other,
    };
    (group, line)
}

/// The word on a line that waits for the person who sits here.
const SIGN: &str = "签字";

/// A line about an item, with its clock.
pub(super) fn line_of(
    clockwork: &mut Clockwork<'_>,
    subject: &Subject,
    kind: LineKind,
    act: &str,
) -> Result<Line, Problem> {
    let due = clockwork.due(subject)?;
    Ok(dated(clockwork, bare(subject, kind), &due, act))
}

/// A line about an item, without dates.
pub(super) fn bare(subject: &Subject, kind: LineKind) -> Line {
    let title = masked(&subject.title);
    Line {
        kind,
        urgency: Urgency::Open,
        due: None,
        badge: String::new(),
        title: if title.is_empty() {
            "（还没有标题）".to_owned()
        } else {
            title
        },
        note: whence(subject),
        when: String::new(),
        why: None,
        actions: Vec::new(),
        counted: None,
    }
}

/// The line with a last day.
pub(super) fn dated(clockwork: &Clockwork<'_>, mut line: Line, due: &Due, act: &str) -> Line {
    match due {
        Due::On(last, counted) => {
            line.due = Some(*last);
            line.urgency = clockwork.urgency(*last);
            line.badge = clockwork.badge(*last);
            line.when = clockwork.sentence(*last, act);
            line.counted.clone_from(counted);
        }
        Due::Unknown(year) => line.when = format!("没有{year}年的放假安排，算不出期限"),
        Due::None => {}
    }
    line
}

/// An action about an item.
pub(super) fn action(go: Go, label: &str, subject: &Subject) -> Action {
    Action {
        go,
        label: label.to_owned(),
        item: Some(subject.id),
        entry: None,
    }
}

/// Village, or the unit that provided it.
fn whence(subject: &Subject) -> String {
    let given = subject.village.as_deref().or(subject.unit.as_deref());
    masked(given.unwrap_or_default())
}

pub(super) fn add_note(line: &mut Line, more: &str) {
    line.note = joined(&[&line.note, more]);
}

fn open_line(
    clockwork: &mut Clockwork<'_>,
    chains: &mut Chains<'_>,
    people: &People,
    item: &OpenItem,
) -> Result<Option<Line>, Problem> {
    let subject = &item.subject;
    Ok(match item.state {
        State::Draft => Some(draft_line(clockwork, item)?),
        State::Returned => Some(returned_line(clockwork, item)?),
        State::Submitted | State::Proofread | State::Reviewed | State::Agreed => {
            Some(review_line(clockwork, chains, people, item)?)
        }
        State::Approved => approved_line(clockwork, item)?,
        State::SetAside | State::Released | State::Corrected | State::Withdrawn | State::Exempt => {
            debug_assert!(false, "{} is not open", subject.id);
            None
        }
    })
}

fn draft_line(clockwork: &mut Clockwork<'_>, item: &OpenItem) -> Result<Line, Problem> {
    let mut line = line_of(clockwork, &item.subject, LineKind::Draft, "公开")?;
    let opened = day(item.opened_on, clockwork.today);
    badge_or(&mut line, "草稿");
    add_note(&mut line, "草稿，还没有提交");
    if line.when.is_empty() {
        line.when = format!("{opened}起草，还没有写形成日期");
    }
    line.actions
        .push(action(Go::Draft, "接着写", &item.subject));
    Ok(line)
}

fn returned_line(clockwork: &mut Clockwork<'_>, item: &OpenItem) -> Result<Line, Problem> {
    let mut line = line_of(clockwork, &item.subject, LineKind::Returned, "公开")?;
    badge_or(&mut line, "退回");
    if let Some((why, by, on)) = &item.returned {
        let on = day(*on, clockwork.today);
        add_note(&mut line, &format!("{by}{on}退回：{}", masked(why)));
    }
    line.actions.push(action(Go::Draft, "修改", &item.subject));
    Ok(line)
}

fn review_line(
    clockwork: &mut Clockwork<'_>,
    chains: &mut Chains<'_>,
    people: &People,
    item: &OpenItem,
) -> Result<Line, Problem> {
    let mut line = line_of(clockwork, &item.subject, LineKind::InReview, "公开")?;
    let Some(step) = chains.of(item)?.after(item.signed) else {
        return Ok(line);
    };
    let signers = people.signers(step, item.drafter);
    let mine = signers.iter().any(|signer| signer.mine);
    badge_or(&mut line, step.label());
    let names: Vec<&str> = signers
        .iter()
        .take(3)
        .map(|signer| signer.name.as_str())
        .collect();
    let waiting = match (mine, names.is_empty()) {
        (true, _) => format!("等您签“{step}”"),
        (false, true) => format!("还没有人担任{step}"),
        (false, false) => format!("等{}签“{step}”", names.join("、")),
    };
    add_note(&mut line, &waiting);
    if let (Some((name, on)), false) = (&item.last, line.urgency.is_pressing()) {
        let sent = format!("{name}{}签出", day(*on, clockwork.today));
        line.when = match line.due {
            Some(due) => format!("{sent}，最迟{}公开", day(due, clockwork.today)),
            None => sent,
        };
    }
    line.actions.push(match (mine, names.is_empty()) {
        (true, _) => action(Go::Review, SIGN, &item.subject),
        (false, true) => action(Go::Staff, "登记人员", &item.subject),
        (false, false) => action(Go::Review, "看", &item.subject),
    });
    Ok(line)
}

fn approved_line(clockwork: &mut Clockwork<'_>, item: &OpenItem) -> Result<Option<Line>, Problem> {
    let (told, label, go) = match item.subject.class {
        DisclosureClass::Proactive | DisclosureClass::Internal => {
            ("已批准，可以发布", "发布", Go::Release)
        }
        DisclosureClass::Exempt => ("已批准不予公开，还没有登记", "登记", Go::Review),
        // 依申请: approved is all there is to it; nothing is ever released.
        DisclosureClass::OnRequest => return Ok(None),
    };
    let mut line = line_of(clockwork, &item.subject, LineKind::Approved, "公开")?;
    badge_or(&mut line, "待发布");
    add_note(&mut line, told);
    if let (Some((name, on)), true) = (&item.last, line.when.is_empty()) {
        line.when = format!("{name}{}批准", day(*on, clockwork.today));
    }
    line.actions.push(action(go, label, &item.subject));
    Ok(Some(line))
}

fn to_post_line(clockwork: &mut Clockwork<'_>, item: &ToPost) -> Result<Line, Problem> {
    let mut line = line_of(clockwork, &item.subject, LineKind::ToPost, "张贴完")?;
    badge_or(&mut line, "待张贴");
    let channels: Vec<&str> = item
        .channels
        .iter()
        .map(|channel| channel.label())
        .collect();
    add_note(&mut line, &format!("已发布，还差{}", channels.join("、")));
    if line.when.is_empty() {
        line.when = released(item.released_on, clockwork.today);
    }
    line.actions.push(action(Go::Post, "记张贴", &item.subject));
    Ok(line)
}

pub(super) fn released(on: NaiveDate, today: NaiveDate) -> String {
    format!("{}发布", day(on, today))
}

pub(super) fn badge_or(line: &mut Line, word: &str) {
    if line.badge.is_empty() {
        word.clone_into(&mut line.badge);
    }
}

/// The office's chains, each read once.
struct Chains<'a> {
    desk: &'a Desk,
    usual: Chain,
}

impl<'a> Chains<'a> {
    fn new(desk: &'a Desk) -> Result<Self, Problem> {
        let usual = desk
            .records()
            .chain(None)?
            .unwrap_or_else(Chain::three_people);
        Ok(Self { desk, usual })
    }

    fn of(&mut self, item: &OpenItem) -> Result<Chain, Problem> {
        if let Some(chain) = &item.chain {
            return Ok(chain.clone());
        }
        let own = self.desk.records().chain(Some(&item.subject.entry))?;
        Ok(own.unwrap_or_else(|| self.usual.clone()))
    }
}
