//! What the county says to an office: receipts, returns, notices, and what citizens left for it on
//! the platform.

use chrono::NaiveDate;
use gongkai_rulebook::ids::{DisclosureId, LetterId};
use serde::{Deserialize, Serialize};

use super::AttachmentLine;

/// What became of a package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The package.
    pub package: LetterId,
    /// What became of it.
    #[serde(flatten)]
    pub outcome: Outcome,
}

/// What became of a package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Outcome {
    /// It is taken in.
    Taken {
        /// 索引号, where the county gives one.
        #[serde(default)]
        index_no: Option<String>,
        /// Where the public reads it.
        #[serde(default)]
        address: Option<String>,
    },
    /// It is not.
    Refused {
        /// Why, for people.
        reason: String,
        /// The field that is at fault, by its name in the metadata.
        #[serde(default)]
        field: Option<String>,
    },
}

/// The county wants an item mended (退回修改).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Return {
    /// The item.
    pub disclosure: DisclosureId,
    /// Why, for people.
    pub reason: String,
    /// The field that is at fault, by its name in the metadata.
    #[serde(default)]
    pub field: Option<String>,
}

/// 通知 or 通报; a longer text stands in the package's text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Circular {
    /// Its title.
    pub title: String,
    /// Its number, where it has one.
    #[serde(default)]
    pub document_no: Option<String>,
    /// Who issued it.
    pub issued_by: String,
    /// When.
    pub issued_on: NaiveDate,
    /// The day by which it asks for something.
    #[serde(default)]
    pub due: Option<NaiveDate>,
    /// Its attachments.
    #[serde(default)]
    pub attachments: Vec<AttachmentLine>,
}

/// An edition of the catalogue; the table itself is an attachment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CatalogueLetter {
    /// The edition's name.
    pub edition: String,
    /// When it comes into force.
    #[serde(default)]
    pub in_force_from: Option<NaiveDate>,
    /// The table.
    #[serde(default)]
    pub attachments: Vec<AttachmentLine>,
}

/// A request for information that somebody left on the platform (Order 711 Art. 27–29).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestLetter {
    /// The platform's number of it.
    pub number: String,
    /// The day the platform received it. The clock of Art. 33 runs from the day on which both sides
    /// have confirmed it, since it came by the network (Art. 31(3)).
    pub received_on: NaiveDate,
    /// Who asks.
    pub applicant: String,
    /// How to reach him.
    pub contact: String,
    /// What he asks for.
    pub wanted: String,
    /// In which form he wants it.
    #[serde(default)]
    pub form: Option<String>,
}

/// An opinion or suggestion that somebody left on the platform.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opinion {
    /// The platform's number of it.
    pub number: String,
    /// The day it was received.
    pub received_on: NaiveDate,
    /// The item it is about, where it is about one.
    #[serde(default)]
    pub disclosure: Option<DisclosureId>,
    /// What it says.
    pub text: String,
    /// How to reach the writer, where he says it.
    #[serde(default)]
    pub contact: Option<String>,
}

/// Where the office stands in a month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ranking {
    /// The month: `2026-10`.
    pub month: String,
    /// Its place, from 1.
    pub place: u32,
    /// Of how many offices.
    pub of: u32,
    /// How many items it had released.
    pub released: u32,
    /// The county's monthly minimum.
    pub minimum: u32,
}
