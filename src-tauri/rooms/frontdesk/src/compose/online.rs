//! What of an item goes online: its text, and of a list of people what it comes to; the list itself
//! only where a reviewer let it. It refuses to repeat a name of a list that stays offline.

use gongkai_printroom::papers::copies::{Copies, CopyFor, CopySlip, List};
use gongkai_printroom::table::{Align, Column, Row, Table};
use gongkai_rulebook::disclosure::Disclosure;
use gongkai_rulebook::gate::{Level, OutputFinding};
use gongkai_rulebook::list::Meaning;
use gongkai_rulebook::privacy::mask::mask_name;

use super::copies::{CopiesOrder, copies};
use super::list::{NAME_LENGTHS, PublicList, lower_part};
use crate::{Desk, Problem};

/// An item as it goes online.
pub(crate) struct Online {
    /// Laid out as its copies are.
    pub(crate) copies: Copies,
    /// The same as words, to be pasted into the site's own form.
    pub(crate) text: String,
    /// What its list comes to, in a sentence; nothing where the list itself goes or there is none.
    pub(crate) totals: Option<String>,
    /// Names of minors that must not stand on it.
    pub(crate) minors: Vec<String>,
    /// Names of the list in its text.
    pub(crate) named: Vec<OutputFinding>,
}

/// The slip of what goes online: no copy of paper, so it has no number of its own.
fn online_slip() -> CopySlip {
    CopySlip {
        copy_for: CopyFor::Online,
        no: String::new(),
    }
}

/// Lays an item out as it goes online.
pub(crate) fn online(
    desk: &Desk,
    item: &Disclosure,
    order: CopiesOrder,
) -> Result<Online, Problem> {
    let composed = copies(
        desk,
        item,
        CopiesOrder {
            slips: vec![online_slip()],
            online: true,
            sheet: None,
            ..order
        },
    )?;
    let (copies, list) = (composed.copies, composed.list);
    let facts = list
        .as_ref()
        .filter(|list| list.is_totals())
        .map(|list| facts(list, &copies.place));
    let sums = |facts: &Vec<(String, String)>| {
        let told = facts.iter().map(|(name, told)| format!("{name}：{told}"));
        told.collect::<Vec<_>>().join("；")
    };
    Ok(Online {
        text: text(&copies, list.as_ref(), facts.as_deref()),
        totals: facts.as_ref().map(sums),
        minors: list
            .as_ref()
            .map_or_else(Vec::new, |list| list.view.minors.clone()),
        named: list
            .as_ref()
            .map_or_else(Vec::new, |list| named(list, &copies)),
        copies,
    })
}

/// What a list comes to, as a table in the place of the list.
pub(super) fn totals_table(list: &PublicList, place: &str) -> List {
    let row = |(name, told): (String, String)| Row::of(vec![name.into(), told.into()]);
    let table = Table {
        columns: vec![
            Column::whole("项目"),
            Column {
                align: Align::Left,
                ..Column::text("合计")
            },
        ],
        rows: facts(list, place).into_iter().map(row).collect(),
        ..Table::default()
    };
    List {
        caption: String::new(),
        table,
    }
}

/// Village, period, how many, by which standard, how much in all, where the list itself hangs.
fn facts(list: &PublicList, place: &str) -> Vec<(String, String)> {
    let (record, totals) = (&list.record, &list.view.totals);
    let mut facts: Vec<(String, String)> = vec![("种类".to_owned(), record.kind.to_string())];
    let mut tell = |name: &str, told: Option<String>| {
        if let Some(told) = told.filter(|told| !told.is_empty()) {
            facts.push((name.to_owned(), told));
        }
    };
    tell("村", record.village.clone());
    let period = record.period.as_ref();
    tell("期间", period.map(|period| period.words.clone()));
    if totals.is_of_few() {
        tell("户数人数", Some(totals.few_told()));
    } else {
        tell("户数人数", Some(totals.counted()));
        let mut columns = record.columns.iter();
        let standard = columns.find(|column| column.meaning == Meaning::Standard);
        let standard = standard.map_or("标准", |column| lower_part(&column.title));
        tell(standard, Some(totals.standards_told()));
        tell("金额合计", totals.amount.map(|sum| format!("{sum}元")));
    }
    tell(
        "名单全文",
        Some(match place {
            "" => "不在网上公布".to_owned(),
            place => format!("张贴在{place}，不在网上公布"),
        }),
    );
    facts
}

/// Title, body, what the list comes to (or its rows, a tab between cells), telephone, office, day.
fn text(copies: &Copies, list: Option<&PublicList>, totals: Option<&[(String, String)]>) -> String {
    let mut lines = vec![copies.title.replace('\n', "")];
    lines.extend(copies.paragraphs.iter().cloned());
    let elements = copies.elements.iter();
    lines.extend(elements.map(|(name, told)| format!("{name}：{told}")));
    match (totals, list) {
        (Some(facts), _) => {
            lines.extend(facts.iter().map(|(name, told)| format!("{name}：{told}")));
        }
        (None, Some(list)) => {
            let titles = list.view.columns.iter();
            let titles: Vec<&str> = titles.map(|column| lower_part(&column.title)).collect();
            lines.push(titles.join("\t"));
            lines.extend(list.view.rows.iter().map(|row| row.join("\t")));
        }
        (None, None) => {}
    }
    if !copies.supervision_phone.is_empty() {
        lines.push(format!("监督电话：{}", copies.supervision_phone));
    }
    lines.push(copies.office.clone());
    let day = copies.dated.map(|day| day.format("%Y年%-m月%-d日"));
    lines.extend(day.map(|day| day.to_string()));
    lines.join("\n")
}

/// Names of a list that stays offline, in the text around it. The same word may be an official's
/// name, so it wants a reason and does not block.
fn named(list: &PublicList, copies: &Copies) -> Vec<OutputFinding> {
    let mut found: Vec<OutputFinding> = Vec::new();
    let elements = copies.elements.iter().map(|(_, text)| text);
    let texts = [&copies.title].into_iter().chain(&copies.paragraphs);
    for text in texts.chain(elements) {
        for name in names_in(list, text) {
            let masked = mask_name(&name);
            if found.iter().all(|known| known.masked != masked) {
                found.push(OutputFinding {
                    kind: "名单上的人名".to_owned(),
                    masked,
                    place: "网上公开件".to_owned(),
                    attached: None,
                    level: Level::Warning,
                });
            }
        }
    }
    found
}

fn names_in(list: &PublicList, text: &str) -> Vec<String> {
    if list.names.is_empty() {
        return Vec::new();
    }
    let characters: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    for length in NAME_LENGTHS.rev() {
        for window in characters.windows(length) {
            let word: String = window.iter().collect();
            if list.names.contains(&word) {
                found.push(word);
            }
        }
    }
    found
}
