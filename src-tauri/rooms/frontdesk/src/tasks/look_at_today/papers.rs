//! The lines of papers: what hangs too long, what was agreed by word of mouth, which scan is
//! missing, where the county's copy is.

use gongkai_registry::records::{CountyCopy, Hanging, SignatureWanted};
use gongkai_rulebook::catalogue::EntryCode;
use gongkai_rulebook::disclosure::State;
use gongkai_rulebook::gate::MADE_GOOD_WITHIN;

use super::clockwork::{Clockwork, Due, Urgency};
use super::lines::{action, add_note, badge_or, bare, dated, released};
use super::wording::day;
use super::{Go, Line, LineKind, READ};
use crate::typed::masked;
use crate::{Desk, Problem};

/// A posting is told of so many days before it ends.
const TOLD_BEFORE: i64 = 3;

/// How much was read of the lists that have a limit.
pub(super) struct Read {
    pub(super) copies: u32,
    pub(super) signatures: u32,
}

/// Postings that are over or soon will be, and papers of what no longer holds.
pub(super) fn hanging(desk: &Desk, clockwork: &mut Clockwork<'_>) -> Result<Vec<Line>, Problem> {
    let catalogue = desk.catalogue()?;
    let timed: Vec<&EntryCode> = catalogue
        .entries()
        .iter()
        .filter(|entry| entry.posting.is_some())
        .map(|entry| &entry.code)
        .collect();
    let mut lines = Vec::new();
    for hanging in desk.records().hanging_under(&timed, READ)? {
        lines.extend(take_down(clockwork, &hanging)?);
    }
    for (hanging, state) in desk.records().still_hanging(READ)? {
        lines.push(still_hanging(clockwork, &hanging, state));
    }
    Ok(lines)
}

fn take_down(clockwork: &mut Clockwork<'_>, hanging: &Hanging) -> Result<Option<Line>, Problem> {
    let Some(posting) = clockwork
        .entry(&hanging.subject)?
        .and_then(|entry| entry.posting.clone())
    else {
        return Ok(None);
    };
    let due = clockwork.last_day_of(&posting, hanging.posted_on);
    let today = clockwork.today;
    let mut line = dated(
        clockwork,
        bare(&hanging.subject, LineKind::TakeDown),
        &due,
        "公示",
    );
    add_note(
        &mut line,
        &format!("{} {}", hanging.channel, masked(&hanging.place)),
    );
    if let Due::On(last, _) = due {
        let left = (last - today).num_days();
        if left > TOLD_BEFORE {
            return Ok(None);
        }
        let on = day(last, today);
        line.when = if last < today {
            format!("公示到{on}期满，请撤下并留存")
        } else {
            format!("公示到{on}为止，次日可以撤下")
        };
        if last < today {
            // The last day of a posting may pass; from the day after on it should come down.
            line.badge = if left == -1 {
                "今天".to_owned()
            } else {
                format!("期满 {} 天", -left)
            };
            line.urgency = if left == -1 {
                Urgency::Today
            } else {
                Urgency::Overdue
            };
        } else {
            line.urgency = Urgency::Later;
            let word = if left == 0 {
                "今天期满"
            } else {
                "快期满"
            };
            word.clone_into(&mut line.badge);
        }
    }
    badge_or(&mut line, "张贴");
    line.actions
        .push(action(Go::Post, "撤下", &hanging.subject));
    Ok(Some(line))
}

fn still_hanging(clockwork: &Clockwork<'_>, hanging: &Hanging, state: State) -> Line {
    let mut line = bare(&hanging.subject, LineKind::StillHanging);
    line.urgency = Urgency::Today;
    line.due = Some(clockwork.today);
    "马上".clone_into(&mut line.badge);
    let place = masked(&hanging.place);
    add_note(
        &mut line,
        &format!("{state}，{} {place} 的还没有撤下", hanging.channel),
    );
    line.when = format!("{}张贴", day(hanging.posted_on, clockwork.today));
    line.actions
        .push(action(Go::Post, "撤下", &hanging.subject));
    line
}

/// Signatures and county copies that want something.
pub(super) fn wanted(
    desk: &Desk,
    clockwork: &Clockwork<'_>,
    lines: &mut Vec<Line>,
) -> Result<Read, Problem> {
    let signatures = desk.records().signatures_wanted(READ)?;
    let copies = desk.records().county_copies(READ)?;
    let read = Read {
        copies: u32::try_from(copies.len()).unwrap_or(u32::MAX),
        signatures: u32::try_from(signatures.len()).unwrap_or(u32::MAX),
    };
    let scan_within = desk.settings()?.scan_within;
    lines.extend(
        signatures
            .iter()
            .map(|wanted| signature(clockwork, wanted, scan_within)),
    );
    lines.extend(copies.iter().map(|copy| county_copy(clockwork, copy)));
    Ok(read)
}

fn signature(clockwork: &Clockwork<'_>, wanted: &SignatureWanted, scan_within: u32) -> Line {
    let (kind, within, word) = if wanted.owed {
        (LineKind::SignatureOwed, MADE_GOOD_WITHIN, "补签")
    } else {
        (LineKind::ScanMissing, scan_within, "补扫描件")
    };
    let mut line = bare(&wanted.subject, kind);
    if let Some(last) = clockwork.workdays_after(wanted.on, within) {
        line.due = Some(last);
        line.urgency = clockwork.urgency(last);
        line.badge = clockwork.badge(last);
        line.when = clockwork.sentence(last, word);
    }
    badge_or(&mut line, word);
    let (signer, step, on) = (&wanted.signer, wanted.step, day(wanted.on, clockwork.today));
    add_note(
        &mut line,
        &if wanted.owed {
            format!("{signer}（{step}）{on}口头同意，还没有补签")
        } else {
            format!("{signer}（{step}）{on}纸签，还没有扫描件")
        },
    );
    line.actions.push(action(Go::Review, word, &wanted.subject));
    line
}

fn county_copy(clockwork: &Clockwork<'_>, copy: &CountyCopy) -> Line {
    let (kind, badge, note, label) = match &copy.handed {
        None => (
            LineKind::HandOver,
            "待送县",
            "报县的一份还没有送出".to_owned(),
            "记送达",
        ),
        Some((to, on)) => {
            let on = day(*on, clockwork.today);
            let note = format!("报县的一份{on}送{}，还没有回执", masked(to));
            (LineKind::Receipt, "等回执", note, "记回执")
        }
    };
    let mut line = bare(&copy.subject, kind);
    badge.clone_into(&mut line.badge);
    add_note(&mut line, &note);
    line.when = format!(
        "{}　{}",
        copy.no,
        released(copy.released_on, clockwork.today)
    );
    line.due = Some(copy.released_on);
    line.actions.push(action(Go::Copies, label, &copy.subject));
    line
}
