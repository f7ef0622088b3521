//! The lines of the county: what it refused or returned, what it wrote, what waits for it, where both
//! sides disagree. An office that has not set up a way has none of them.

use gongkai_registry::records::CountyLetter;
use gongkai_rulebook::ids::DisclosureId;
use gongkai_rulebook::letter::{CarrierKind, LetterKind};

use super::archive::{action, bare};
use super::clockwork::{Clockwork, Due, Urgency};
use super::lines::{badge_or, dated};
use super::{Action, Go, Line, LineKind, READ};
use crate::county::about;
use crate::county::by_hand::title;
use crate::typed::masked;
use crate::{Desk, Problem};

/// The lines of the county.
pub(super) fn lines(desk: &Desk, clockwork: &Clockwork<'_>) -> Result<Vec<Line>, Problem> {
    let Some(link) = desk.records().county_link()? else {
        return Ok(Vec::new());
    };
    let mut lines = Vec::new();
    let open = desk.records().open_county_letters()?;
    for letter in open.iter().take(READ as usize) {
        lines.push(match letter.refused {
            true => refused(desk, letter)?,
            false => came(clockwork, letter),
        });
    }
    if link.agreed == Some(false) {
        let note = "件数或内容和县平台不一致，没有再报".to_owned();
        let mut line = bare(LineKind::CountyDisagrees, "报县对不上".to_owned(), note);
        line.urgency = Urgency::Today;
        line.due = Some(clockwork.today);
        line.badge = "请核对".to_owned();
        line.actions.push(action(Go::County, "去看"));
        lines.push(line);
    }
    lines.extend(waiting(desk, link.carrier, link.by_itself.is_some())?);
    let owed = desk.records().county_pages_owed()?.len();
    if owed > 0 {
        let title = "县网站的网页等着核对".to_owned();
        lines.push(county(LineKind::CountyPages, title, owed, "核对"));
    }
    Ok(lines)
}

/// What waits, where a person has to carry it or to say so.
fn waiting(desk: &Desk, carrier: CarrierKind, by_itself: bool) -> Result<Option<Line>, Problem> {
    if by_itself {
        return Ok(None);
    }
    let (title, word) = match carrier {
        CarrierKind::ByHand => ("等着填进县网站", "去填"),
        CarrierKind::Folder | CarrierKind::WebDav | CarrierKind::Platform => ("等着报县", "去报"),
    };
    let reports = desk.records().period_reports()?;
    let reports = reports.iter().filter(|report| report.waits()).count();
    let waiting = desk.records().unsealed_letters()?.len() + reports;
    let line = || county(LineKind::CountyWaiting, title.to_owned(), waiting, word);
    Ok((waiting > 0).then(line))
}

fn county(kind: LineKind, title: String, items: usize, word: &str) -> Line {
    let mut line = bare(kind, title, format!("{items} 件"));
    line.badge = "报县".to_owned();
    line.actions.push(action(Go::County, word));
    line
}

/// The county's no leads to the item.
fn refused(desk: &Desk, letter: &CountyLetter) -> Result<Line, Problem> {
    let item = about(desk, letter.disclosure, letter.answers)?;
    let named = item.map(|id| title(desk, id)).transpose()?;
    let told = masked(&letter.told);
    let note = match &letter.field {
        Some(field) => format!("{told}（栏目：{}）", masked(field)),
        None => told,
    };
    let title = named.unwrap_or_else(|| letter.kind.label().to_owned());
    let mut line = bare(LineKind::CountyRefused, title, note);
    line.urgency = Urgency::Today;
    let returned = letter.kind == LetterKind::Return;
    line.badge = if returned {
        "县里退回"
    } else {
        "县里不收"
    }
    .to_owned();
    line.actions.extend(item.map(of_item));
    line.actions.push(action(Go::CountyLetters, "看来件"));
    Ok(line)
}

fn of_item(item: DisclosureId) -> Action {
    Action {
        item: Some(item),
        ..action(Go::Item, "去改")
    }
}

fn came(clockwork: &Clockwork<'_>, letter: &CountyLetter) -> Line {
    let title = masked(&letter.told);
    let note = format!("县里的来件，第 {} 号", letter.number);
    let mut line = bare(LineKind::CountyLetter, title, note);
    if let Some(due) = letter.due {
        line = dated(clockwork, line, &Due::On(due, None), "办结");
    }
    badge_or(&mut line, letter.kind.label());
    let adoptable = letter.kind == LetterKind::Catalogue;
    let word = if adoptable { "看，采用" } else { "看" };
    line.actions.push(action(Go::CountyLetters, word));
    line
}
