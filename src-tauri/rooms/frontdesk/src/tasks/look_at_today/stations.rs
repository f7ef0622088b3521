//! The lines of drafts that stations and villages handed in: what both sides changed, what nobody has taken
//! in yet.

use gongkai_rulebook::letter::Incoming;

use super::archive::{action, bare};
use super::{Action, Go, Line, LineKind};
use crate::tasks::keep_draft_exchange;
use crate::typed::masked;
use crate::{Desk, Problem};

/// The lines of drafts between desks.
pub(super) fn lines(desk: &Desk) -> Result<Vec<Line>, Problem> {
    let mut lines = Vec::new();
    for taken in desk.records().taken_drafts()? {
        if taken.standing != Incoming::Waiting {
            continue;
        }
        let item = desk.records().disclosure(taken.disclosure)?;
        let (title, note) = (&item.content().title, &taken.unit);
        let note = format!("{}又交来一稿，本单位也改过", masked(note));
        let mut line = bare(LineKind::DraftBoth, masked(title), note);
        line.badge = "两边都改过".to_owned();
        line.actions.push(Action {
            item: Some(taken.disclosure),
            ..action(Go::Texts, "逐项选定")
        });
        lines.push(line);
    }
    let came = keep_draft_exchange::came(desk)?;
    if came > 0 {
        let title = "站所和村交来的草稿等着收".to_owned();
        let mut line = bare(LineKind::DraftsCame, title, format!("{came} 份"));
        line.badge = "来稿".to_owned();
        line.actions.push(action(Go::Stations, "去收"));
        lines.push(line);
    }
    Ok(lines)
}
