//! The catalogue of what an office must disclose, in the words of its own plan; it refuses to let
//! anybody change an official entry.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_with::{DeserializeFromStr, SerializeDisplay};

use self::check::{check_entries, check_grounds};
pub use self::error::CatalogueError;
use crate::deadline::{Clock, PostingPeriod};
use crate::source::Certainty;
use crate::vocabulary::{Channel, DisclosureClass, Element, TimeClass};

mod check;
mod edition;
mod error;
pub mod time_limit;
mod timing;

/// The catalogues that ship with the product: name and file.
const SHIPPED: &[(&str, &str)] = &[
    (
        "mujin",
        include_str!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../../assets/catalogues/mujin.json"
        )),
    ),
    (
        "pingtian",
        include_str!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../../assets/catalogues/pingtian.json"
        )),
    ),
];

/// Highest number of levels, so that no file can build an endless ladder.
const DEEPEST: usize = 6;

/// An edition of a catalogue (公开目录): official entries locked, the office's own beside them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "CatalogueFile", into = "CatalogueFile")]
pub struct Catalogue {
    head: Head,
    entries: Vec<Entry>,
    grounds: Vec<ExemptionGround>,
}

/// What stands above the entries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// `mujin-2019`: a disclosure keeps the edition it was filed under.
    pub edition: String,
    /// Year of the plan.
    pub year: i32,
    /// The paper the entries were taken from.
    pub document: SourceDocument,
    /// Whether the six elements are asked of every matter.
    pub elements_required: bool,
    /// The plan's sentence about it.
    pub elements_basis: String,
    /// The plan's sentences about where things are shown.
    #[serde(default)]
    pub channels_basis: Vec<String>,
    /// The clock of every entry that has none of its own.
    pub clock: Clock,
}

/// The paper a catalogue was taken from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
pub struct SourceDocument {
    /// Its title.
    pub title: String,
    /// Its number (发文字号) as printed, if it bears one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The day it bears.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<NaiveDate>,
}

/// One line of the catalogue (条目).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
pub struct Entry {
    /// The plan's own number: `2.4`, `内`, `免.3`.
    pub code: EntryCode,
    /// The group it stands in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<EntryCode>,
    /// Where in the plan it stands.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub section: String,
    /// A short label made from the wording.
    pub name: String,
    /// The plan's wording, without its number and final stop.
    pub wording: String,
    /// A heading: nothing is filed under it.
    #[serde(default)]
    pub group: bool,
    /// Proactive, internal or exempt.
    pub mode: DisclosureClass,
    /// How long or how often; [`TimeClass::Unsettled`] where the plan does not name the matter.
    pub time_class: TimeClass,
    /// The plan's sentence that gives the time class.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_class_basis: Option<String>,
    /// How often, where the plan says it (每季度).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    /// What the office should confirm, and why it is not settled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Channels the plan asks for; on time means the last of them.
    #[serde(default)]
    pub channels: Vec<Channel>,
    /// Texts of the six elements that every item of the entry inherits.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub elements: BTreeMap<Element, String>,
    /// A clock that differs from the head's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock: Option<Clock>,
    /// How long a sheet must hang, where a source says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub posting: Option<PostingPeriod>,
    /// Official: nobody changes it.
    #[serde(default)]
    pub locked: bool,
}

/// A ground of the plan for not disclosing, mapped to the Regulation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExemptionGround {
    /// Code of the plan's entry (`免.3`).
    pub code: EntryCode,
    /// Articles of Order 711 it falls under: 14, 15, 16.
    pub articles: Vec<u8>,
    /// How it falls under them.
    pub mapping: String,
    /// What limits it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The mapping is ours and should be confirmed.
    pub certainty: Certainty,
}

impl Catalogue {
    /// Reads and checks a catalogue file.
    ///
    /// # Errors
    /// [`CatalogueError`] names the entry that breaks a rule.
    pub fn from_json(text: &str) -> Result<Self, CatalogueError> {
        let file: CatalogueFile =
            serde_json::from_str(text).map_err(|source| CatalogueError::Unreadable { source })?;
        Self::try_from(file)
    }

    /// A catalogue that ships with the product: `mujin` or `pingtian`.
    ///
    /// # Errors
    /// [`CatalogueError::NotShipped`] for another name.
    pub fn shipped(name: &str) -> Result<Self, CatalogueError> {
        match SHIPPED.iter().find(|(known, _)| *known == name) {
            Some((_, text)) => Self::from_json(text),
            None => Err(CatalogueError::NotShipped {
                given: name.to_owned(),
            }),
        }
    }

    /// Names that [`Catalogue::shipped`] understands.
    pub fn shipped_names() -> impl Iterator<Item = &'static str> {
        SHIPPED.iter().map(|(name, _)| *name)
    }

    /// Edition, source and defaults.
    pub const fn head(&self) -> &Head {
        &self.head
    }

    /// Every entry, groups included, in the plan's order.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entry with a code, group or not.
    pub fn entry(&self, code: &str) -> Option<&Entry> {
        self.entries
            .iter()
            .find(|entry| entry.code.as_str() == code)
    }

    /// The entry something is filed under.
    ///
    /// # Errors
    /// [`CatalogueError::UnknownEntry`], or [`CatalogueError::GroupNotFileable`] for a heading.
    pub fn fileable(&self, code: &str) -> Result<&Entry, CatalogueError> {
        match self.entry(code.trim()) {
            None => Err(CatalogueError::UnknownEntry {
                code: code.trim().to_owned(),
            }),
            Some(entry) if entry.group => Err(CatalogueError::GroupNotFileable {
                code: entry.code.clone(),
            }),
            Some(entry) => Ok(entry),
        }
    }

    /// The clock of an entry: its own or the head's.
    pub fn clock<'a>(&'a self, entry: &'a Entry) -> &'a Clock {
        entry.clock.as_ref().unwrap_or(&self.head.clock)
    }

    /// The six-element texts an item inherits: the entry's own over those of its groups.
    pub fn inherited_elements(&self, code: &str) -> BTreeMap<Element, &str> {
        let mut texts = BTreeMap::new();
        let mut next = self.entry(code);
        for _ in 0..DEEPEST {
            let Some(entry) = next else { break };
            for (element, text) in &entry.elements {
                texts.entry(*element).or_insert(text.as_str());
            }
            next = entry
                .parent
                .as_ref()
                .and_then(|parent| self.entry(parent.as_str()));
        }
        texts
    }

    /// The plan's own grounds for not disclosing; empty where the plan lists none
    /// ([`statutory_grounds`] apply to every office).
    pub fn exemption_grounds(&self) -> &[ExemptionGround] {
        &self.grounds
    }

    /// Adds an entry of the office's own beside the official ones; it is never locked.
    ///
    /// # Errors
    /// [`CatalogueError`] when the code is taken, the parent is missing or no group.
    pub fn add_own(&mut self, mut entry: Entry) -> Result<(), CatalogueError> {
        entry.locked = false;
        let at = match &entry.parent {
            None => self.entries.len(),
            Some(parent) => self
                .entries
                .iter()
                .rposition(|other| other.code == *parent || other.parent.as_ref() == Some(parent))
                .map_or(self.entries.len(), |last| last + 1),
        };
        let mut entries = self.entries.clone();
        entries.insert(at, entry);
        check_entries(&entries)?;
        self.entries = entries;
        Ok(())
    }

    /// Takes an entry of the office's own out again.
    ///
    /// # Errors
    /// [`CatalogueError::Locked`] for an official entry; [`CatalogueError::UnknownEntry`];
    /// [`CatalogueError::ParentMissing`] when others still stand under it.
    pub fn remove_own(&mut self, code: &str) -> Result<Entry, CatalogueError> {
        let at = self
            .entries
            .iter()
            .position(|entry| entry.code.as_str() == code)
            .ok_or_else(|| CatalogueError::UnknownEntry {
                code: code.to_owned(),
            })?;
        if self.entries[at].locked {
            return Err(CatalogueError::Locked {
                code: self.entries[at].code.clone(),
            });
        }
        let mut entries = self.entries.clone();
        let removed = entries.remove(at);
        check_entries(&entries)?;
        self.entries = entries;
        Ok(removed)
    }
}

/// Grounds that the Regulation gives every office: (code, article, label).
pub const fn statutory_grounds() -> &'static [(&'static str, u8, &'static str)] {
    &[
        (
            "法.14",
            14,
            "国家秘密；法律、行政法规禁止公开；可能危及国家安全、公共安全、经济安全、社会稳定",
        ),
        (
            "法.15",
            15,
            "涉及商业秘密、个人隐私等公开会对第三方合法权益造成损害",
        ),
        ("法.16", 16, "内部事务信息、过程性信息、行政执法案卷信息"),
    ]
}

/// The number of an entry: at most 16 characters, no blanks. Full-width digits and dots are folded,
/// so that `２．４` and `2.4` are one entry.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, SerializeDisplay, DeserializeFromStr,
)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(type = "string"))]
pub struct EntryCode(String);

impl EntryCode {
    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for EntryCode {
    type Err = CatalogueError;

    fn from_str(text: &str) -> Result<Self, CatalogueError> {
        let text: String = text.trim().chars().map(half_width).collect();
        let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
        if text.is_empty() || text.chars().count() > 16 || !text.chars().all(plain) {
            return Err(CatalogueError::NotACode {
                given: text.chars().take(24).collect(),
            });
        }
        Ok(Self(text))
    }
}

impl fmt::Display for EntryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The ASCII form of a full-width digit or dot.
fn half_width(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '．' => '.',
        other => other,
    }
}

#[derive(Clone, Serialize, Deserialize)]
struct CatalogueFile {
    format: u32,
    #[serde(flatten)]
    head: Head,
    entries: Vec<Entry>,
    #[serde(default)]
    exemption_grounds: Vec<ExemptionGround>,
}

impl TryFrom<CatalogueFile> for Catalogue {
    type Error = CatalogueError;

    fn try_from(file: CatalogueFile) -> Result<Self, CatalogueError> {
        if file.format != 1 {
            return Err(CatalogueError::Format { found: file.format });
        }
        check_entries(&file.entries)?;
        check_grounds(&file.entries, &file.exemption_grounds)?;
        Ok(Self {
            head: file.head,
            entries: file.entries,
            grounds: file.exemption_grounds,
        })
    }
}

impl From<Catalogue> for CatalogueFile {
    fn from(catalogue: Catalogue) -> Self {
        Self {
            format: 1,
            head: catalogue.head,
            entries: catalogue.entries,
            exemption_grounds: catalogue.grounds,
        }
    }
}

#[cfg(test)]
mod tests;
