//! What the office writes when it releases or withdraws an item, before anything is packed.
//!
//! A letter never holds a row of a list of people: what goes online is decided at the county's
//! site, and the list's totals are all it needs (政府信息公开条例 Art. 15).

use chrono::NaiveDate;
use gongkai_rulebook::catalogue::EntryCode;
use gongkai_rulebook::disclosure::{Content, Released, Withdrawn};
use gongkai_rulebook::ids::{DisclosureId, LetterId, OfficeId};
use gongkai_rulebook::letter::LetterKind;
use gongkai_rulebook::register::reports_to_county;
use gongkai_rulebook::vocabulary::{Channel, DisclosureClass};
use serde::{Deserialize, Serialize};

use crate::FORMAT;

/// 内容概述 holds at most so many characters (local directory standards).
const SUMMARY_LENGTH: usize = 100;

/// A letter to the county.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// Version of this form.
    pub format: u32,
    /// Its id; sending it twice is sending it once.
    pub id: LetterId,
    /// What it is about.
    pub kind: LetterKind,
    /// Who sends it.
    pub office: OfficeId,
    /// The item.
    pub disclosure: DisclosureId,
    /// The item it corrects.
    pub corrects: Option<DisclosureId>,
    /// 索引号: empty until the county gives it.
    pub index_no: Option<String>,
    /// 登记编号.
    pub register_no: String,
    /// 名称.
    pub title: String,
    /// 发布机构, full name.
    pub publisher: String,
    /// 目录条目.
    pub entry: EntryCode,
    /// 公开属性.
    pub class: DisclosureClass,
    /// 生成日期.
    pub formed_on: Option<NaiveDate>,
    /// 发布日期.
    pub released_on: NaiveDate,
    /// 公开形式.
    pub channels: Vec<Channel>,
    /// 内容概述.
    pub summary: String,
    /// Text for the site.
    pub body: String,
    /// Why it is corrected or withdrawn.
    pub why: Option<String>,
}

/// What a letter needs besides the item.
#[derive(Debug, Clone)]
pub struct Sender<'a> {
    /// The letter's id.
    pub id: LetterId,
    /// The office.
    pub office: OfficeId,
    /// Its full name.
    pub name: &'a str,
}

/// Why no letter can be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LetterError {
    /// Only 主动公开 is reported to the county.
    #[error("“{0}”事项不报县")]
    NotForTheCounty(DisclosureClass),
}

impl Letter {
    /// The letter that a release writes.
    ///
    /// # Errors
    /// [`LetterError::NotForTheCounty`] for any class but 主动公开.
    pub fn of_release(item: &Released, sender: &Sender<'_>) -> Result<Self, LetterError> {
        let kind = match item.content().corrects {
            Some(_) => LetterKind::Correction,
            None => LetterKind::Disclosure,
        };
        Self::write(item, sender, kind, None)
    }

    /// The letter that a withdrawal writes.
    ///
    /// # Errors
    /// [`LetterError::NotForTheCounty`] for any class but 主动公开.
    pub fn of_withdrawal(item: &Withdrawn, sender: &Sender<'_>) -> Result<Self, LetterError> {
        let why = Some(item.withdrawal.why.clone());
        Self::write(&item.released, sender, LetterKind::Withdrawal, why)
    }

    fn write(
        item: &Released,
        sender: &Sender<'_>,
        kind: LetterKind,
        why: Option<String>,
    ) -> Result<Self, LetterError> {
        let content = item.content();
        if !reports_to_county(content.class) {
            return Err(LetterError::NotForTheCounty(content.class));
        }
        let release = item.release();
        Ok(Self {
            format: FORMAT,
            id: sender.id,
            kind,
            office: sender.office,
            disclosure: item.id(),
            corrects: content.corrects,
            index_no: None,
            register_no: release.register_no.to_string(),
            title: content.title.clone(),
            publisher: sender.name.to_owned(),
            entry: content.entry.clone(),
            class: content.class,
            formed_on: content.formed_on,
            released_on: release.moment.occurred_on,
            channels: release.channels.clone(),
            summary: summary(content),
            body: content.body.clone(),
            why,
        })
    }
}

/// The first hundred characters of the body on one line, or the title.
fn summary(content: &Content) -> String {
    let words: Vec<&str> = content.body.split_whitespace().collect();
    let text = if words.is_empty() {
        content.title.clone()
    } else {
        words.join(" ")
    };
    text.chars().take(SUMMARY_LENGTH).collect()
}

#[cfg(test)]
mod tests;
