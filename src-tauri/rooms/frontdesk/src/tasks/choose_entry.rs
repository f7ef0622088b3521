//! Choose the catalogue entry of a new item: the tree to search in, and what one entry brings along.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use gongkai_registry::search::sounds;
use gongkai_rulebook::catalogue::{Catalogue, Entry, EntryCode};
use gongkai_rulebook::disclosure::{Disclosure, State};
use gongkai_rulebook::ids::DisclosureId;
use gongkai_rulebook::vocabulary::{Channel, DisclosureClass, Element, TimeClass};
use serde::Serialize;

use super::set_draft_aside::is_aside;
use crate::desk::fileable;
use crate::typed::masked;
use crate::{Desk, Problem};

/// How deep a tree of entries can be.
const DEEPEST: usize = 6;

/// Among how many of the newest items a released one is looked for.
const LOOKED_AT: u32 = 20;

/// The tree, in the plan's order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "ChooseEntryTree", optional_fields = nullable))]
pub struct Tree {
    /// Edition of the catalogue.
    pub edition: String,
    /// Its entries, groups before what stands under them.
    pub entries: Vec<Line>,
}

/// One line of the tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "ChooseEntryLine", optional_fields = nullable))]
pub struct Line {
    /// The plan's own number.
    pub code: EntryCode,
    /// Number of the group it stands under.
    pub parent: Option<EntryCode>,
    /// Short name.
    pub name: String,
    /// How each character of the name may be read, in plain pinyin.
    pub sounds: Vec<Vec<String>>,
    /// A group, which nothing is filed under.
    pub group: bool,
    /// 公开属性.
    pub mode: DisclosureClass,
    /// 时限类别.
    pub time_class: TimeClass,
}

/// What an entry brings along.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "ChooseEntryChosen", optional_fields = nullable))]
pub struct Chosen {
    /// The plan's own number.
    pub code: EntryCode,
    /// Short name.
    pub name: String,
    /// The plan's own words.
    pub wording: String,
    /// Names of the groups it stands under, the outermost first.
    pub groups: Vec<String>,
    /// 公开属性.
    pub mode: DisclosureClass,
    /// 时限类别.
    pub time_class: TimeClass,
    /// How often, where the plan says it.
    pub period: Option<String>,
    /// 公开形式.
    pub channels: Vec<Channel>,
    /// Channels that stay inside the office; an internal item has no others.
    pub internal_channels: Vec<Channel>,
    /// 六个要素 that every item inherits.
    #[cfg_attr(feature = "contract", ts(type = "Partial<Record<Element, string>>"))]
    pub elements: BTreeMap<Element, String>,
    /// Whether the catalogue asks for all six.
    pub elements_required: bool,
    /// The newest released item of the entry, else the newest.
    pub last: Option<Last>,
}

/// An item of the entry to copy from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "ChooseEntryLast", optional_fields = nullable))]
pub struct Last {
    /// The item.
    pub disclosure: DisclosureId,
    /// Its title.
    pub title: String,
    /// Its state.
    pub state: State,
    /// 形成日期.
    pub formed_on: Option<NaiveDate>,
    /// When it was released.
    pub released_on: Option<NaiveDate>,
    /// Whether it has a list.
    pub list: bool,
    /// 提供单位, which is mostly the same again.
    pub unit: Option<String>,
    /// Who provided it.
    pub provider: Option<String>,
}

/// The tree of the catalogue in force.
///
/// # Errors
/// What the store says.
pub fn tree(desk: &Desk) -> Result<Tree, Problem> {
    let catalogue = desk.catalogue()?;
    let line = |entry: &Entry| Line {
        code: entry.code.clone(),
        parent: entry.parent.clone(),
        name: entry.name.clone(),
        sounds: sounds(&entry.name),
        group: entry.group,
        mode: entry.mode,
        time_class: entry.time_class,
    };
    Ok(Tree {
        edition: catalogue.head().edition.clone(),
        entries: catalogue.entries().iter().map(line).collect(),
    })
}

/// The entry `code` with what it brings along.
///
/// # Errors
/// `catalogue` for an unknown entry or a group; what the store says.
pub fn choose(desk: &Desk, code: &str) -> Result<Chosen, Problem> {
    let catalogue = desk.catalogue()?;
    let entry = fileable(&catalogue, code)?;
    let inherited = catalogue.inherited_elements(entry.code.as_str());
    let text = |(element, text): (Element, &str)| (element, text.to_owned());
    Ok(Chosen {
        code: entry.code.clone(),
        name: entry.name.clone(),
        wording: entry.wording.clone(),
        groups: groups(&catalogue, entry),
        mode: entry.mode,
        time_class: entry.time_class,
        period: entry.period.clone(),
        channels: entry.channels.clone(),
        internal_channels: internal_channels(),
        elements: inherited.into_iter().map(text).collect(),
        elements_required: catalogue.head().elements_required,
        last: last(desk, &entry.code)?,
    })
}

fn internal_channels() -> Vec<Channel> {
    let all = Channel::ALL.iter().copied();
    all.filter(|channel| channel.is_internal()).collect()
}

fn groups(catalogue: &Catalogue, entry: &Entry) -> Vec<String> {
    let mut names = Vec::new();
    let mut next = entry.parent.as_ref();
    for _ in 0..DEEPEST {
        let Some(group) = next.and_then(|code| catalogue.entry(code.as_str())) else {
            break;
        };
        names.insert(0, group.name.clone());
        next = group.parent.as_ref();
    }
    names
}

/// The item to copy from: the newest that was released, else the newest there is.
fn last(desk: &Desk, code: &EntryCode) -> Result<Option<Last>, Problem> {
    let mut found: Option<Disclosure> = None;
    for id in desk.records().newest_of_entry(code, LOOKED_AT)? {
        let item = desk.records().disclosure(id)?;
        if item.released().is_some() {
            found = Some(item);
            break;
        }
        if !is_aside(&item) {
            found.get_or_insert(item);
        }
    }
    let Some(item) = found else {
        return Ok(None);
    };
    let content = item.content();
    Ok(Some(Last {
        disclosure: item.id(),
        title: masked(&content.title),
        state: item.state(),
        formed_on: content.formed_on,
        released_on: item
            .released()
            .map(|released| released.release().moment.occurred_on),
        list: content.list.is_some(),
        unit: content.unit.clone(),
        provider: content.provider.clone(),
    }))
}
