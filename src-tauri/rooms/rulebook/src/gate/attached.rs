//! The lines about attached files: only a clean copy may leave, and somebody has looked at the
//! pictures that no program can read.

use chrono::NaiveDate;

use super::checks::line;
use super::{Check, CheckKind, GateFacts, Level, Mend};

/// What the gate must know of an attached file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttachmentFact {
    /// Its place among the item's attachments, from 1.
    pub number: usize,
    /// What of it may leave.
    pub copy: CopyFact,
    /// How many pictures it shows.
    pub pictures: usize,
    /// Who looked at them, on which day.
    pub looked: Option<(String, NaiveDate)>,
}

/// What of an attached file may leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CopyFact {
    /// A copy without what nobody sees; what was taken out, in words.
    Clean {
        /// `文档属性 3 处、批注 2 处`; empty where nothing was to be taken out.
        removed: String,
        /// Tracked changes were taken as they show: the text was never settled by its author.
        changes: bool,
    },
    /// It cannot be written clean: why, and what to do.
    Refused {
        /// Why.
        why: String,
        /// What to do.
        next: String,
    },
    /// It came in before copies were made.
    Missing,
}

/// The lines of all attachments.
pub(super) fn lines(facts: &GateFacts<'_>) -> Vec<Check> {
    let both = |fact: &AttachmentFact| [Some(copy(fact)), pictures(fact)];
    facts.attachments.iter().flat_map(both).flatten().collect()
}

fn copy(fact: &AttachmentFact) -> Check {
    let kind = CheckKind::Attachments;
    let place = format!("附件 {}", fact.number);
    match &fact.copy {
        CopyFact::Clean {
            removed,
            changes: true,
        } => {
            let text = format!("{place}原来有修订痕迹，公开用的是接受修订以后的样子，请对照一遍");
            line(kind, Level::Warning, text, place).shown_by(taken_out(removed))
        }
        CopyFact::Clean {
            removed,
            changes: false,
        } => {
            let text = format!("{place}公开用的是清理过的这一份");
            line(kind, Level::Ok, text, place).shown_by(taken_out(removed))
        }
        CopyFact::Refused { why, next } => {
            let text = format!("{place}不能公开：{why}。{next}");
            line(kind, Level::Red, text, place)
        }
        CopyFact::Missing => {
            let text = format!("{place}还没有清理过，拿下来重新添加一次");
            line(kind, Level::Red, text, place)
        }
    }
}

fn taken_out(removed: &str) -> String {
    if removed.is_empty() {
        "里面没有要去掉的东西".to_owned()
    } else {
        format!("去掉了{removed}")
    }
}

/// Only of what may leave at all: a file that is refused is looked at in its next form.
fn pictures(fact: &AttachmentFact) -> Option<Check> {
    let leaves = matches!(fact.copy, CopyFact::Clean { .. });
    if fact.pictures == 0 || !leaves {
        return None;
    }
    let kind = CheckKind::Pictures;
    let place = format!("附件 {}", fact.number);
    let many = format!("{place}有 {} 幅图片", fact.pictures);
    Some(match &fact.looked {
        Some((who, on)) => {
            let seen = format!("{who} {}看过", on.format("%Y年%-m月%-d日"));
            line(kind, Level::Ok, many, place).shown_by(seen)
        }
        None => {
            let text = format!("{many}，程序看不了图上的字，要有人看过并记下");
            line(kind, Level::Red, text, place).mended_at(Some(Mend::Attachments))
        }
    })
}
