//! Keep the catalogue: show it, adopt another edition.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::Path;

use gongkai_registry::{audit, operation};
use gongkai_rulebook::catalogue::{Catalogue, Entry, EntryCode};
use gongkai_rulebook::deadline::{Clock, PostingPeriod};
use gongkai_rulebook::vocabulary::{Channel, DisclosureClass, Element, TimeClass};
use serde::Serialize;

use super::found_office::catalogue_record;
use super::keep_staff::administrator;
use crate::problem::{file_problem, open_plain};
use crate::{Acting, Desk, Problem};

/// A catalogue is text of some hundred entries; nothing larger is read.
const LARGEST_CATALOGUE: u64 = 16 << 20;

/// The catalogue.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "KeepCatalogueAnswer", optional_fields = nullable))]
pub struct Answer {
    /// Its edition.
    pub edition: String,
    /// Its entries.
    pub entries: Vec<Line>,
}

/// One entry.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "KeepCatalogueLine", optional_fields = nullable))]
pub struct Line {
    /// The plan's own number.
    pub code: EntryCode,
    /// Number of the group it stands under.
    pub parent: Option<EntryCode>,
    /// Short name.
    pub name: String,
    /// The plan's own words.
    pub wording: String,
    /// A group, which nothing is filed under.
    pub group: bool,
    /// 时限类别.
    pub time_class: TimeClass,
    /// The period of a periodic entry, where the plan gives one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    /// 公开属性.
    pub mode: DisclosureClass,
    /// 公开形式.
    pub channels: Vec<Channel>,
    /// 六个要素, own and inherited.
    pub elements: BTreeMap<Element, String>,
    /// The clock.
    pub clock: Clock,
    /// How long it must hang.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub posting: Option<PostingPeriod>,
    /// Official entries are locked.
    pub locked: bool,
}

/// The catalogue in force.
///
/// # Errors
/// What the store says.
pub fn list(desk: &Desk) -> Result<Answer, Problem> {
    Ok(shown(&desk.catalogue()?))
}

/// Adopts the catalogue in a file; items filed before keep their edition.
///
/// # Errors
/// An unreadable file, a catalogue that contradicts itself, `lacks-duty`, what the store says.
pub fn adopt(desk: &mut Desk, file: &Path, acting: &Acting) -> Result<Answer, Problem> {
    let (actor, moment) = administrator(desk, acting)?;
    let catalogue = read_catalogue(&file.display().to_string())?;
    let record = catalogue_record(&catalogue, moment.occurred_on)?;
    desk.store
        .change::<_, Problem>(operation!("keep-catalogue"), |change| {
            change.adopt_catalogue(&record)?;
            let subject = ("catalogue", &record.edition);
            let entered_at = moment.entered.unix_ms;
            let entry = audit::Entry::new(
                "keep-catalogue",
                subject,
                &actor,
                moment.occurred_on,
                entered_at,
            );
            audit::append(change, &entry)?;
            Ok(())
        })?;
    Ok(shown(&catalogue))
}

/// A shipped catalogue by its name, or one in a file.
pub(super) fn read_catalogue(given: &str) -> Result<Catalogue, Problem> {
    if Catalogue::shipped_names().any(|name| name == given) {
        return Ok(Catalogue::shipped(given)?);
    }
    let path = Path::new(given);
    if !path.exists() {
        let text = format!("没有名为“{given}”的目录，也没有这个文件");
        let next = "自带的目录有 mujin、pingtian；或写出目录文件的路径";
        return Err(Problem::unreadable("catalogue-missing", text, next).in_file(path));
    }
    let mut text = String::new();
    let read = open_plain(path)?
        .take(LARGEST_CATALOGUE)
        .read_to_string(&mut text);
    read.map_err(|error| file_problem(path, &error))?;
    Catalogue::from_json(&text).map_err(|error| {
        let next = "核对目录文件，改好后再导入";
        Problem::unreadable("catalogue-unreadable", error.to_string(), next).in_file(path)
    })
}

pub(super) fn shown(catalogue: &Catalogue) -> Answer {
    let line = |entry: &Entry| Line {
        code: entry.code.clone(),
        parent: entry.parent.clone(),
        name: entry.name.clone(),
        wording: entry.wording.clone(),
        group: entry.group,
        time_class: entry.time_class,
        period: entry.period.clone(),
        mode: entry.mode,
        channels: entry.channels.clone(),
        elements: catalogue
            .inherited_elements(entry.code.as_str())
            .into_iter()
            .map(|(element, text)| (element, text.to_owned()))
            .collect(),
        clock: catalogue.clock(entry).clone(),
        posting: entry.posting.clone(),
        locked: entry.locked,
    };
    let mut entries: Vec<Line> = catalogue.entries().iter().map(line).collect();
    entries.extend(
        catalogue
            .exemption_grounds()
            .iter()
            .filter(|ground| catalogue.entry(ground.code.as_str()).is_none())
            .map(|ground| Line {
                code: ground.code.clone(),
                parent: None,
                name: ground.mapping.clone(),
                wording: ground.mapping.clone(),
                group: false,
                time_class: TimeClass::Unsettled,
                period: None,
                mode: DisclosureClass::Exempt,
                channels: Vec::new(),
                elements: BTreeMap::new(),
                clock: catalogue.head().clock.clone(),
                posting: None,
                locked: true,
            }),
    );
    Answer {
        edition: catalogue.head().edition.clone(),
        entries,
    }
}
