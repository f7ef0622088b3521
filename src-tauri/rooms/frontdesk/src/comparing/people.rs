//! The people of a list as lists are compared: of a workbook that was read, and of a kept list.

use std::collections::BTreeSet;

use gongkai_intake::understand::{ReadSheet, is_sum_title};
use gongkai_registry::Fingerprint;
use gongkai_registry::records::{KeptColumn, KeptPerson, ListRecord, StandingList};
use gongkai_rulebook::comparison::Listed;
use gongkai_rulebook::disclosure::Disclosure;
use gongkai_rulebook::ids::ListId;
use gongkai_rulebook::list::Meaning;
use gongkai_rulebook::money::Fen;
use gongkai_rulebook::period::{Stretch, stretch_of};
use gongkai_rulebook::privacy::members::member_numbers;

use super::Subject;
use crate::reading::Reading;
use crate::{Desk, Problem, village};

/// A workbook that was read: what it is about and its people, those of faulty rows among them; what
/// was left out is not.
pub(crate) fn of_reading(
    desk: &Desk,
    reading: &Reading,
    file_stem: &str,
) -> (Subject, Vec<Listed<Fingerprint>>) {
    let today = desk.host.now().today;
    let mut people = Vec::new();
    let kind = reading.understood.kind;
    // A workbook may hold tables of another kind beside the list that it is about.
    for sheet in reading
        .understood
        .sheets
        .iter()
        .filter(|one| one.kind == kind)
    {
        let own = reading.village.as_deref().or(sheet.village.as_deref());
        let own = own.map_or("", village::stem);
        people.extend(of_sheet(desk, reading, sheet, own));
    }
    let named = reading.village.as_deref().map(village::stem);
    let rows = people
        .iter()
        .map(|person: &Listed<Fingerprint>| person.village.as_str());
    let villages = rows.chain(named).filter(|name| !name.is_empty());
    let villages: BTreeSet<String> = villages.map(str::to_owned).collect();
    let subject = Subject {
        kind,
        villages,
        period: period_of(reading, file_stem, today),
        list: None,
        sha256: reading.sha256,
        imported_at: None,
    };
    (subject, people)
}

/// The period that the sheets of a workbook name, or its file name.
pub(crate) fn period_of(
    reading: &Reading,
    file_stem: &str,
    today: chrono::NaiveDate,
) -> Option<Stretch> {
    let mut sheets = reading.understood.sheets.iter();
    let named = sheets.find_map(|sheet| period_of_sheet(sheet, today));
    named.or_else(|| stretch_of(file_stem, today))
}

/// The period that a sheet names in its title or on its tab.
pub(crate) fn period_of_sheet(sheet: &ReadSheet, today: chrono::NaiveDate) -> Option<Stretch> {
    let title = sheet.title_text.as_deref();
    let texts = [title, sheet.period.as_deref(), Some(sheet.name.as_str())];
    let mut texts = texts.into_iter().flatten();
    texts.find_map(|text| stretch_of(text, today))
}

fn of_sheet<'a>(
    desk: &'a Desk,
    reading: &'a Reading,
    sheet: &'a ReadSheet,
    own: &'a str,
) -> impl Iterator<Item = Listed<Fingerprint>> + 'a {
    let of_village = sheet.column_of(Meaning::Village);
    let members = sheet.column_of(Meaning::Members);
    let mut here = own;
    let rows = sheet.rows.iter().map(move |row| {
        // An empty cell below a village means that village: people write it once.
        let cell = of_village.map_or("", |column| village::stem(row.text(column)));
        if !cell.is_empty() {
            here = cell;
        }
        (row, here)
    });
    let stands = |row: u32| reading.omission(&sheet.name, row).is_none();
    rows.filter(move |(row, _)| stands(row.number))
        .map(move |(row, here)| Listed {
            key: row
                .id_number
                .as_ref()
                .map(|number| desk.store.hmac_id(number.to_current().as_str())),
            name: sheet.text_of(row, Meaning::Name).to_owned(),
            village: here.to_owned(),
            amount: sheet.money_of(row, Meaning::Amount),
            row: row.number,
            rows: 1,
            members: members
                .map(|column| member_numbers(row.text(column)))
                .unwrap_or_default()
                .iter()
                .map(|number| desk.store.hmac_id(number.to_current().as_str()))
                .collect(),
        })
}

/// A kept list that an item carries: what it is about and its people.
///
/// # Errors
/// What the store says.
pub(crate) fn of_kept(
    desk: &Desk,
    item: &Disclosure,
    list: ListId,
) -> Result<(Subject, Vec<Listed<Fingerprint>>), Problem> {
    let record = desk.records().list(list)?;
    let source = desk.records().list_source(record.import)?;
    let own = record.village.as_deref().map_or("", village::stem);
    let members = members(desk, &record)?;
    let rows = desk.records().people_of(list)?;
    let people = listed(&record, own, (rows, &members), |_| true);
    let rows = people.iter().map(|person| person.village.as_str());
    let villages = rows.chain([own]).filter(|name| !name.is_empty());
    let villages = villages.map(str::to_owned).collect();
    let formed = item.content().formed_on;
    let today = formed.unwrap_or_else(|| desk.host.now().today);
    let period = record.period.clone();
    let subject = Subject {
        kind: record.kind,
        villages,
        period: period.or_else(|| stretch_of(&item.content().title, today)),
        list: Some(list),
        sha256: source.sha256,
        imported_at: Some(source.moment.entered.unix_ms),
    };
    Ok((subject, people))
}

/// The people of a kept list whose village (in its shortest form) is wanted.
///
/// # Errors
/// What the store says.
pub(crate) fn of_list(
    desk: &Desk,
    list: &StandingList,
    wanted: impl Fn(&str) -> bool,
) -> Result<Vec<Listed<Fingerprint>>, Problem> {
    let record = desk.records().list(list.list)?;
    let own = list.village.as_deref().map_or("", village::stem);
    let rows = desk.records().people_of(list.list)?;
    let members = members(desk, &record)?;
    Ok(listed(&record, own, (rows, &members), wanted))
}

/// Who else belongs to the households of a list; most lists name nobody.
fn members(desk: &Desk, record: &ListRecord) -> Result<Vec<(u32, Fingerprint)>, Problem> {
    let names = |column: &KeptColumn| column.meaning == Meaning::Members;
    match record.columns.iter().any(names) {
        true => Ok(desk.records().members_of(record.id)?),
        false => Ok(Vec::new()),
    }
}

fn listed(
    record: &ListRecord,
    own: &str,
    (rows, members): (Vec<KeptPerson>, &[(u32, Fingerprint)]),
    wanted: impl Fn(&str) -> bool,
) -> Vec<Listed<Fingerprint>> {
    let place = |meaning| {
        record
            .columns
            .iter()
            .position(|column| column.meaning == meaning)
    };
    let (name, of_village) = (place(Meaning::Name), place(Meaning::Village));
    let amount = amount_column(&record.columns);
    let mut here = own.to_owned();
    let mut people = Vec::with_capacity(rows.len());
    for mut row in rows {
        let text = |at: Option<usize>| {
            at.and_then(|at| row.cells.get(at))
                .map_or("", String::as_str)
        };
        let cell = village::stem(text(of_village));
        if !cell.is_empty() && cell != here {
            here = cell.to_owned();
        }
        if !wanted(&here) {
            continue;
        }
        let paid = Fen::parse_yuan(text(amount)).ok();
        let name = name
            .and_then(|at| row.cells.get_mut(at))
            .map(std::mem::take);
        people.push(Listed {
            key: row.id_hmac,
            name: name.unwrap_or_default(),
            village: here.clone(),
            amount: paid,
            row: row.row,
            rows: 1,
            members: of_row(members, row.row),
        });
    }
    people
}

/// The members of a row's household; they come in the order of the rows.
fn of_row(members: &[(u32, Fingerprint)], row: u32) -> Vec<Fingerprint> {
    let from = members.partition_point(|(of, _)| *of < row);
    let until = members.partition_point(|(of, _)| *of <= row);
    members[from..until].iter().map(|(_, key)| *key).collect()
}

/// The column that says what a row pays in all: of several amounts the one that sums them up.
fn amount_column(columns: &[KeptColumn]) -> Option<usize> {
    let is_amount = |column: &KeptColumn| column.meaning == Meaning::Amount;
    let sums = |column: &KeptColumn| is_amount(column) && is_sum_title(&column.title);
    let position = columns.iter().position(sums);
    position.or_else(|| columns.iter().position(is_amount))
}
