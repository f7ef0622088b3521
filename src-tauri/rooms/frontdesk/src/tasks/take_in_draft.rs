//! Take in drafts that stations and villages hand over: each package once, each item under the id that
//! it has at the station. What the office itself has changed meanwhile is never written over.

use std::path::{Path, PathBuf};

use gongkai_letters::DraftLetter;
use gongkai_registry::records::{DraftStation, TakenDraft};
use gongkai_registry::{Change, audit, operation};
use gongkai_rulebook::disclosure::differing::differences;
use gongkai_rulebook::disclosure::{Content, Disclosure, Draft};
use gongkai_rulebook::ids::{DisclosureId, LetterId, OfficeId};
use gongkai_rulebook::letter::Incoming;
use serde::{Deserialize, Serialize};

use super::draft_disclosure::{open_in, save};
use super::take_in_file::{TakenIn, take_in_made};
use crate::acting::Actor;
use crate::acts::ItemAct;
use crate::stations::{Arrived, Laid, Named, accepted, bytes_of, drop_list, kept, named};
use crate::{Acting, Desk, Problem, typed};

/// A package to take in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "TakeInDraftRequest", optional_fields = nullable))]
pub struct Request {
    /// The file.
    pub file: PathBuf,
    /// Ids of keys that were compared by telephone just now.
    pub compared: Vec<String>,
    /// The entry of this office's catalogue, where the station's is none.
    pub entry: Option<String>,
    /// Who and when.
    pub acting: Acting,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "TakeInDraftAnswer", optional_fields = nullable))]
pub struct Answer {
    /// The package.
    pub package: LetterId,
    /// The item.
    pub disclosure: DisclosureId,
    /// Its title.
    pub title: String,
    /// What became of it.
    pub standing: Incoming,
    /// Whether this very package had been taken in before.
    pub again: bool,
    /// Numbers of the station's packages that have not come in yet.
    pub missing: Vec<u64>,
}

/// Takes one package in.
///
/// # Errors
/// `draft-package`, `not-a-draft`, `draft-for-another`, `station-unknown` with the id to compare,
/// `catalogue`, `not-in-state` where the item was released meanwhile, `who-acts`, what the store says.
pub fn run(desk: &mut Desk, request: &Request) -> Result<Answer, Problem> {
    let actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
    let bytes = bytes_of(&request.file)?;
    let named = named(desk, &bytes)?;
    let taken = desk.records().taken_drafts()?;
    if let Some(before) = taken.iter().find(|one| one.package == named.package) {
        let missing = missing(&taken, before.station, &before.key);
        return answer(desk, before, true, missing);
    }
    named.needs_known(&request.compared)?;
    let station = (!named.known).then(|| station(&named, &actor));
    let row = row(&named, &actor);
    let arrived = named.open(desk)?;
    let content = accepted(desk, &arrived, request.entry.as_deref())?;
    let name = package_name(&request.file);
    let package = take_in_made(desk, &bytes, &name)?;
    let mut coming = Coming {
        row: filled(row, &arrived, &package)?,
        station,
        package,
        arrived,
        content,
    };
    coming.row.standing = take(desk, &coming, &actor)?;
    let taken = desk.records().taken_drafts()?;
    let missing = missing(&taken, coming.row.station, &coming.row.key);
    answer(desk, &coming.row, false, missing)
}

/// A package under the name that packages have; any other is not repeated.
fn package_name(file: &Path) -> String {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    match gongkai_letters::PackageName::parse(&name) {
        Some(parsed) => parsed.to_string(),
        None => "来稿.gkpkg".to_owned(),
    }
}

/// A package on its way in.
struct Coming {
    row: TakenDraft,
    /// The station, where its key was compared just now.
    station: Option<DraftStation>,
    package: TakenIn,
    arrived: Arrived,
    content: Content,
}

fn station(named: &Named<'_>, actor: &Actor) -> DraftStation {
    DraftStation {
        office: named.station,
        key: named.sheet.signed_with.to_string(),
        name: named.name.clone(),
        by: actor.person.id,
        moment: actor.moment,
    }
}

fn row(named: &Named<'_>, actor: &Actor) -> TakenDraft {
    TakenDraft {
        package: named.package,
        station: named.station,
        key: named.sheet.signed_with.to_string(),
        number: named.number,
        disclosure: named.sheet.disclosure,
        content: gongkai_registry::Fingerprint([0; 32]),
        standing: Incoming::Waiting,
        unit: String::new(),
        provider: String::new(),
        responsible: String::new(),
        agreed_on: actor.moment.occurred_on,
        handed_by: String::new(),
        handed_on: actor.moment.occurred_on,
        remark: String::new(),
        by: actor.person.id,
        moment: actor.moment,
    }
}

fn filled(row: TakenDraft, arrived: &Arrived, package: &TakenIn) -> Result<TakenDraft, Problem> {
    let checked = &arrived.letter.checked;
    Ok(TakenDraft {
        content: package.sha256(),
        unit: typed::open_line("提供单位", &checked.unit)?,
        provider: typed::open_line("提供人", &checked.provider)?,
        responsible: typed::open_line("单位负责人", &checked.responsible)?,
        agreed_on: checked.agreed_on,
        handed_by: typed::open_line("交稿人", &checked.handed_by)?,
        handed_on: checked.handed_on,
        remark: remark(&arrived.letter),
        ..row
    })
}

/// What the station mended and left out: 改过 3 格；未列入第 5 行（重复）.
fn remark(letter: &DraftLetter) -> String {
    let Some(list) = &letter.list else {
        return String::new();
    };
    let mut told = Vec::new();
    if list.mended > 0 {
        told.push(format!("名单改过 {} 格", list.mended));
    }
    for row in &list.left_out {
        told.push(format!(
            "未列入第 {} 行（{}）",
            row.row,
            typed::masked(&row.why)
        ));
    }
    told.join("；")
}

fn answer(
    desk: &Desk,
    row: &TakenDraft,
    again: bool,
    missing: Vec<u64>,
) -> Result<Answer, Problem> {
    let item = desk.records().disclosure(row.disclosure)?;
    Ok(Answer {
        package: row.package,
        disclosure: row.disclosure,
        title: typed::masked(&item.content().title),
        standing: row.standing,
        again,
        missing,
    })
}

/// Numbers below the last that came in under this key which have not come in.
fn missing(taken: &[TakenDraft], station: OfficeId, key: &str) -> Vec<u64> {
    const TOLD: usize = 50;
    let of_it = taken
        .iter()
        .filter(|one| one.station == station && one.key == key);
    let known: std::collections::BTreeSet<u64> = of_it.map(|one| one.number).collect();
    let last = known.last().copied().unwrap_or_default();
    (1..last)
        .filter(|number| !known.contains(number))
        .take(TOLD)
        .collect()
}

fn take(desk: &mut Desk, coming: &Coming, actor: &Actor) -> Result<Incoming, Problem> {
    let id = coming.row.disclosure;
    let before = match desk.records().disclosure(id) {
        Ok(item) => Some(item),
        Err(gongkai_registry::RegistryError::NotFound { .. }) => None,
        Err(error) => return Err(error.into()),
    };
    let Some(before) = before else {
        opened(desk, coming, actor)?;
        return Ok(Incoming::Opened);
    };
    let standing = standing(desk, coming, &before)?;
    match standing {
        Incoming::Replaced => replaced(desk, coming, &before, actor)?,
        Incoming::Same | Incoming::Waiting | Incoming::Opened | Incoming::Chosen => {
            if standing == Incoming::Waiting {
                // What cannot be edited any more says so now.
                before.clone().edit(coming.content.clone())?;
            }
            desk.store
                .change::<_, Problem>(operation!("take-draft-in"), |change| {
                    coming.put(change, standing, ItemAct::TakeDraftIn, actor)
                })?;
        }
    }
    Ok(standing)
}

/// What becomes of a draft whose item is here already.
fn standing(desk: &Desk, coming: &Coming, before: &Disclosure) -> Result<Incoming, Problem> {
    let ours = before.content();
    let earlier = desk.records().taken_drafts_of(before.id())?;
    if earlier.is_empty() {
        let text = "这一件本单位已有，但不是这个站所交来的";
        let next = "打电话问站所；确是两件的，请站所另起一件再交";
        return Err(Problem::refused("draft-of-another", text, next));
    }
    let base = last_seen(desk, &earlier)?;
    let waiting = earlier.iter().any(|one| one.standing == Incoming::Waiting);
    let same = |one: &Content, other: &Content| differences(None, one, other).is_empty();
    let theirs = &coming.content;
    let seen = base.as_ref().is_some_and(|base| same(base, theirs));
    Ok(if !waiting && (same(ours, theirs) || seen) {
        Incoming::Same
    } else if !waiting
        && matches!(before, Disclosure::Draft(_))
        && base.is_some_and(|base| same(&base, ours))
    {
        Incoming::Replaced
    } else {
        Incoming::Waiting
    })
}

/// The station's last text that the office took or chose from; none where it cannot be opened any
/// more.
pub(super) fn last_seen(desk: &Desk, taken: &[TakenDraft]) -> Result<Option<Content>, Problem> {
    let mut seen = taken.iter().rev();
    let Some(last) = seen.find(|one| one.standing != Incoming::Waiting) else {
        return Ok(None);
    };
    let Ok(letter) = kept(desk, last) else {
        return Ok(None);
    };
    Ok(Some(as_taken(letter)))
}

/// A station's text as it was taken in: what it leaves out of unit and provider stands beside it.
pub(super) fn as_taken(letter: DraftLetter) -> Content {
    let DraftLetter {
        mut content,
        checked,
        ..
    } = letter;
    content.unit = content.unit.or(Some(checked.unit));
    content.provider = content.provider.or(Some(checked.provider));
    content
}

fn opened(desk: &mut Desk, coming: &Coming, actor: &Actor) -> Result<(), Problem> {
    let edition = desk.catalogue()?.head().edition.clone();
    let laid = Laid::of(desk, &coming.arrived, &coming.content)?;
    let draft = Draft {
        id: coming.row.disclosure,
        content: coming.content.clone(),
        returned: None,
    };
    desk.store
        .change::<_, Problem>(operation!("take-draft-in"), |change| {
            laid.keep(change, draft.id, actor)?;
            open_in(change, &draft, edition, actor, ItemAct::Open)?;
            coming.put(change, Incoming::Opened, ItemAct::TakeDraftIn, actor)
        })?;
    Ok(())
}

fn replaced(
    desk: &mut Desk,
    coming: &Coming,
    before: &Disclosure,
    actor: &Actor,
) -> Result<(), Problem> {
    let after = before.clone().edit(coming.content.clone())?;
    let laid = Laid::of(desk, &coming.arrived, &coming.content)?;
    desk.store
        .change::<_, Problem>(operation!("replace-by-draft"), |change| {
            laid.keep(change, after.id(), actor)?;
            save(change, before, &after, actor, ItemAct::Edit)?;
            if before.content().list != after.content().list {
                drop_list(change, before.content().list, actor)?;
            }
            coming.put(change, Incoming::Replaced, ItemAct::ReplaceByDraft, actor)
        })?;
    Ok(())
}

impl Coming {
    /// Writes the package and what became of it.
    fn put(
        &self,
        change: &Change<'_>,
        standing: Incoming,
        act: ItemAct,
        actor: &Actor,
    ) -> Result<(), Problem> {
        self.package.keep(change)?;
        if let Some(station) = &self.station {
            change.put_draft_station(station)?;
            let entry = actor
                .entry("know-station", "draft-station", station.office)
                .open_fact("name", &station.name)
                .open_fact("key", self.arrived.signed_with.id().to_string());
            audit::append(change, &entry)?;
        }
        let row = TakenDraft {
            standing,
            ..self.row.clone()
        };
        change.put_taken_draft(&row)?;
        let entry = actor
            .about(act, row.disclosure)
            .open_fact("station", &row.unit)
            .open_fact("responsible", &row.responsible)
            .open_fact("standing", standing.label())
            .open_fact("package", row.package.to_string())
            .open_fact("key", self.arrived.signed_with.id().to_string());
        audit::append(change, &entry)?;
        Ok(())
    }
}
