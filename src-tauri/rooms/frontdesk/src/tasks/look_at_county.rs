//! Look at the way to the county: what waits, what was sent, what was refused, what came back.

use chrono::{DateTime, NaiveDate};
use gongkai_letters::PublicKey;
use gongkai_registry::records::CountyLetter;
use gongkai_rulebook::ids::DisclosureId;
use gongkai_rulebook::letter::{CarrierKind, LetterKind};
use serde::Serialize;

use crate::{Desk, Problem};

/// How things stand.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtCountyAnswer", optional_fields = nullable))]
pub struct Answer {
    /// The way, once it is set up.
    pub carrier: Option<CarrierKind>,
    /// 区划代码.
    pub township: Option<String>,
    /// Id of the office's key.
    pub key_id: Option<String>,
    /// Letters that the county is not known to have.
    pub waiting: Vec<Waiting>,
    /// How many packages are sealed.
    pub sealed: usize,
    /// How many the county is known to have.
    pub taken: u64,
    /// Whether both sides agreed after the last round.
    pub agreed: Option<bool>,
    /// What the county refused or returned.
    pub refused: Vec<Line>,
    /// How many letters the county sent.
    pub letters: usize,
}

/// A letter that waits.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtCountyWaiting", optional_fields = nullable))]
pub struct Waiting {
    /// 报送编号, once it is sealed.
    pub number: Option<u64>,
    /// What kind of letter.
    pub kind: LetterKind,
    /// The item.
    pub disclosure: DisclosureId,
    /// Its title.
    pub title: String,
}

/// A letter of the county.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtCountyLine", optional_fields = nullable))]
pub struct Line {
    /// The county's number.
    pub number: u64,
    /// What kind of letter.
    pub kind: LetterKind,
    /// What it says.
    pub told: String,
    /// The item it leads to.
    pub disclosure: Option<DisclosureId>,
    /// That item's title.
    pub title: Option<String>,
    /// The field at fault.
    pub field: Option<String>,
    /// Whether it refuses or returns something.
    pub refused: bool,
    /// The day it was filed.
    pub filed_on: Option<NaiveDate>,
}

/// The county's letters.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "LookAtCountyLetters")
)]
pub struct Letters {
    /// Newest first.
    pub letters: Vec<Line>,
}

/// How things stand.
///
/// # Errors
/// What the store says.
pub fn run(desk: &Desk) -> Result<Answer, Problem> {
    let records = desk.records();
    let link = records.county_link()?;
    let packages = records.county_packages()?;
    let taken = link.as_ref().map_or(0, |link| link.taken);
    let mut waiting = Vec::new();
    for package in packages.iter().filter(|package| package.number > taken) {
        waiting.push(Waiting {
            number: Some(package.number),
            kind: package.kind,
            disclosure: package.disclosure,
            title: title(desk, package.disclosure)?,
        });
    }
    for letter in records.unsealed_letters()? {
        waiting.push(Waiting {
            number: None,
            kind: letter.kind.parse().unwrap_or(LetterKind::Disclosure),
            disclosure: letter.disclosure,
            title: title(desk, letter.disclosure)?,
        });
    }
    let all = letters(desk)?.letters;
    let own: Option<PublicKey> = link.as_ref().and_then(|link| link.own_key.parse().ok());
    Ok(Answer {
        carrier: link.as_ref().map(|link| link.carrier),
        township: link.as_ref().map(|link| link.township.clone()),
        key_id: own.map(|key| key.id().to_string()),
        waiting,
        sealed: packages.len(),
        taken,
        agreed: link.and_then(|link| link.agreed),
        letters: all.len(),
        refused: all.into_iter().filter(|line| line.refused).collect(),
    })
}

/// What the county wrote, newest first.
///
/// # Errors
/// What the store says.
pub fn letters(desk: &Desk) -> Result<Letters, Problem> {
    let mut lines = Vec::new();
    for letter in desk.records().county_letters()?.into_iter().rev() {
        lines.push(line(desk, letter)?);
    }
    Ok(Letters { letters: lines })
}

fn line(desk: &Desk, letter: CountyLetter) -> Result<Line, Problem> {
    let answered = match letter.answers {
        Some(answers) => desk.records().county_package_of(answers)?,
        None => None,
    };
    let answered = answered.map(|package| package.disclosure);
    let disclosure = letter.disclosure.or(answered);
    Ok(Line {
        number: letter.number,
        kind: letter.kind,
        told: letter.told,
        disclosure,
        title: disclosure.map(|id| title(desk, id)).transpose()?,
        field: letter.field,
        refused: letter.refused,
        filed_on: DateTime::from_timestamp_millis(letter.filed_at).map(|at| at.date_naive()),
    })
}

fn title(desk: &Desk, id: DisclosureId) -> Result<String, Problem> {
    Ok(desk.records().disclosure(id)?.content().title.clone())
}
