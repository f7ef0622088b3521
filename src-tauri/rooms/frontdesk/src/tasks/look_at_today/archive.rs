//! The lines of the archive: years that are not filed, what is due for the county's archive, what
//! waits for appraisal, scans that wait. One line a year or a matter, never one an item.

use gongkai_rulebook::archive::scheme::file_by;

use super::clockwork::{Clockwork, Due, Urgency};
use super::lines::dated;
use super::{Action, Go, Line, LineKind};
use crate::archiving::Standings;
use crate::tasks::{dispose_items, hand_to_archive};
use crate::{Desk, Problem};

/// The lines of the archive.
pub(super) fn lines(desk: &Desk, clockwork: &Clockwork<'_>) -> Result<Vec<Line>, Problem> {
    let mut lines = Vec::new();
    let this_year = chrono::Datelike::year(&clockwork.today);
    for (year, items) in desk.records().years_to_file()? {
        if year >= this_year {
            continue;
        }
        let title = format!("{year}年的文件整理归档");
        let mut line = bare(LineKind::ToFile, title, format!("还有 {items} 件"));
        if let Some(last) = file_by(year) {
            line = dated(clockwork, line, &Due::On(last, None), "归档完毕");
        }
        line.actions.push(action(Go::Archive, "整理归档"));
        lines.push(line);
    }
    lines.extend(leaving(desk)?);
    lines.extend(scans(desk)?);
    Ok(lines)
}

fn scans(desk: &Desk) -> Result<Option<Line>, Problem> {
    let waiting = desk.records().scans_waiting()?;
    if waiting == 0 {
        return Ok(None);
    }
    let title = "扫描件等着归入".to_owned();
    let mut line = bare(LineKind::ScansWait, title, format!("{waiting} 页"));
    "扫描件".clone_into(&mut line.badge);
    line.actions.push(action(Go::Scans, "去看"));
    Ok(Some(line))
}

fn leaving(desk: &Desk) -> Result<Vec<Line>, Problem> {
    // An office that has filed nothing yet has nothing that could leave.
    if desk.records().archive_years()?.is_empty() {
        return Ok(Vec::new());
    }
    let standings = Standings::read(desk)?;
    let mut lines = Vec::new();
    if let Some(scheme) = desk.records().archive_scheme()? {
        let due = hand_to_archive::due(desk, &scheme, &standings)?.len();
        if due > 0 {
            let note = format!("{due} 件，形成已满十年");
            let title = "到期档案移交县档案馆".to_owned();
            lines.push(of_leaving(LineKind::ToHandOn, title, note, "移交"));
        }
    }
    let due = dispose_items::due(desk, &standings)?.len();
    if due > 0 {
        let note = format!("{due} 件，保管期满");
        let title = "期满档案鉴定".to_owned();
        lines.push(of_leaving(LineKind::ToAppraise, title, note, "鉴定"));
    }
    Ok(lines)
}

fn of_leaving(kind: LineKind, title: String, note: String, word: &str) -> Line {
    let mut line = bare(kind, title, note);
    word.clone_into(&mut line.badge);
    line.actions.push(action(Go::Leaving, word));
    line
}

pub(super) fn bare(kind: LineKind, title: String, note: String) -> Line {
    Line {
        kind,
        urgency: Urgency::Open,
        due: None,
        badge: String::new(),
        title,
        note,
        when: String::new(),
        why: None,
        actions: Vec::new(),
        counted: None,
    }
}

pub(super) fn action(go: Go, label: &str) -> Action {
    Action {
        go,
        label: label.to_owned(),
        item: None,
        entry: None,
    }
}
