//! The lines of periodic entries with nothing released in their period: two clicks lead to a draft
//! like last time's.

use gongkai_registry::records::OpenItem;
use gongkai_rulebook::catalogue::Entry;
use gongkai_rulebook::ids::DisclosureId;
use gongkai_rulebook::rhythm::Rhythm;
use gongkai_rulebook::vocabulary::TimeClass;

use super::clockwork::{Clockwork, Urgency};
use super::wording::day;
use super::{Action, Go, Line, LineKind};
use crate::{Desk, Problem};

/// One line per periodic entry that has nothing yet; an entry that is being worked on has its item's
/// line instead.
pub(super) fn lines(
    desk: &Desk,
    clockwork: &Clockwork<'_>,
    open: &[OpenItem],
) -> Result<Vec<Line>, Problem> {
    let catalogue = desk.catalogue()?;
    let mut lines = Vec::new();
    for entry in catalogue.entries() {
        let worked_on = open.iter().any(|item| item.subject.entry == entry.code);
        if entry.time_class != TimeClass::Periodic || worked_on {
            continue;
        }
        if let Some(rhythm) = entry.rhythm() {
            lines.extend(line(desk, clockwork, entry, rhythm)?);
        }
    }
    Ok(lines)
}

fn line(
    desk: &Desk,
    clockwork: &Clockwork<'_>,
    entry: &Entry,
    rhythm: Rhythm,
) -> Result<Option<Line>, Problem> {
    let today = clockwork.today;
    let (Some(now), Some(before)) = (rhythm.span(today), rhythm.span_before(today)) else {
        return Ok(None);
    };
    let last = desk.records().last_of_entry(&entry.code)?;
    if last
        .as_ref()
        .is_some_and(|last| last.released_on >= now.first)
    {
        return Ok(None);
    }
    // A whole period went by with nothing: that one is late. Where nothing ever was, the office
    // has just begun.
    let skipped = last
        .as_ref()
        .is_some_and(|last| last.released_on < before.first);
    let due = if skipped { before.last } else { now.last };
    let missing = if skipped {
        format!("{}没有公开", rhythm.name_of(before.first))
    } else {
        format!("{}还没有公开", rhythm.this())
    };
    let since = last.as_ref().map_or_else(
        || "还没有公开过".to_owned(),
        |last| format!("上次{}", day(last.released_on, today)),
    );
    let act = |go, label: &str, item| Action {
        go,
        label: label.to_owned(),
        item,
        entry: Some(entry.code.clone()),
    };
    let mut actions = Vec::new();
    if let Some(last) = &last {
        let alike = like_last(desk, rhythm, last.id)?;
        actions.push(act(Go::DraftLike, &alike, Some(last.id)));
    }
    actions.push(act(Go::DraftNew, "登记", None));
    let urgency = clockwork.urgency(due);
    let when = match urgency {
        Urgency::Overdue => since,
        Urgency::Today | Urgency::ThisWeek | Urgency::Later | Urgency::Open => {
            format!("{}，{since}", clockwork.sentence(due, "公开"))
        }
    };
    Ok(Some(Line {
        kind: LineKind::PeriodicDue,
        urgency,
        due: Some(due),
        badge: clockwork.badge(due),
        title: entry.name.clone(),
        note: format!("定期公开（{rhythm}） · {missing}"),
        when,
        why: None,
        actions,
        counted: None,
    }))
}

/// 与上季度相同，换名单: everything carries over but the list, where last time's had one.
fn like_last(desk: &Desk, rhythm: Rhythm, last: DisclosureId) -> Result<String, Problem> {
    let item = desk.records().disclosure(last)?;
    let list = if item.content().list.is_some() {
        "，换名单"
    } else {
        ""
    };
    Ok(format!("与{}相同{list}", rhythm.last()))
}
