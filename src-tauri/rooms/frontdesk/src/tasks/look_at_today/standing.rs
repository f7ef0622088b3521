//! The lines of finished items that still ask for something: 不予公开 a look every year (Order 711
//! Art. 18), 重要事项 their next step (木金 四(二)2: 事前、事中、事后全过程公开).

use chrono::Months;
use gongkai_registry::records::{ToContinue, ToReassess};
use gongkai_rulebook::disclosure::reassess_by;

use super::clockwork::{Clockwork, Due};
use super::lines::{action, add_note, badge_or, bare, dated, released};
use super::wording::day;
use super::{Go, Line, LineKind, READ};
use crate::{Desk, Problem};

/// So many months after the last look a line stands here: one month is left.
const ASKED_AFTER: Months = Months::new(11);

/// All of them.
pub(super) fn lines(desk: &Desk, clockwork: &Clockwork<'_>) -> Result<Vec<Line>, Problem> {
    let until = clockwork.today.checked_sub_months(ASKED_AFTER);
    let exempt = match until {
        Some(until) => desk.records().to_reassess(until, READ)?,
        None => Vec::new(),
    };
    let exempt = exempt.iter().map(|item| reassess(clockwork, item));
    let steps = desk.records().to_continue(READ)?;
    let steps = steps.iter().map(|item| next_step(clockwork, item));
    Ok(exempt.chain(steps).collect())
}

fn reassess(clockwork: &Clockwork<'_>, item: &ToReassess) -> Line {
    let due = match reassess_by(item.assessed_on) {
        Some(due) => Due::On(due, None),
        None => Due::None,
    };
    let bare = bare(&item.subject, LineKind::Reassess);
    let mut line = dated(clockwork, bare, &due, "重新评估");
    badge_or(&mut line, "评估");
    let last = day(item.assessed_on, clockwork.today);
    add_note(&mut line, &format!("不予公开，上次{last}评估"));
    line.actions
        .push(action(Go::Item, "重新评估", &item.subject));
    line
}

fn next_step(clockwork: &Clockwork<'_>, item: &ToContinue) -> Line {
    let mut line = bare(&item.subject, LineKind::NextStage);
    let next = item.stage.next().map_or("", |next| next.label());
    badge_or(&mut line, next);
    add_note(
        &mut line,
        &format!("重要事项，{}已公开，{next}还没有公开", item.stage),
    );
    line.when = released(item.released_on, clockwork.today);
    let label = format!("起草{next}公开");
    line.actions
        .push(action(Go::DraftLike, &label, &item.subject));
    line
}
