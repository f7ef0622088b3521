//! File an item anew that was filed in the wrong class (改归): a line in the right class, with the next number
//! there and the reason. The old line stays, void; its 档号 is never given again.

use gongkai_registry::records::NewItem;
use gongkai_registry::{audit, operation};
use gongkai_rulebook::archive::Class;
use gongkai_rulebook::ids::ArchiveItemId;
use gongkai_rulebook::retention::RetentionPeriod;
use serde::{Deserialize, Serialize};

use super::draft_disclosure::required;
use super::file_items::organ_named;
use crate::acts::ItemAct;
use crate::archiving::{Standings, archive_item, archivist, scheme};
use crate::{Acting, Desk, Problem, typed};

/// Where it belongs.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "RefileItemRequest", optional_fields = nullable))]
pub struct Request {
    /// Its id, its 档号, or the id of its disclosure.
    pub item: String,
    /// The right 保管期限; as it is if not said.
    #[serde(default)]
    pub period: Option<RetentionPeriod>,
    /// Code of the right 机构（问题）; as it is if not said.
    #[serde(default)]
    pub organ: Option<String>,
    /// Why.
    pub why: String,
    /// Who and when.
    pub acting: Acting,
}

/// Where it is now.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "RefileItemAnswer")
)]
pub struct Answer {
    /// The line that counts.
    pub item: ArchiveItemId,
    /// Its 档号.
    pub code: String,
    /// The 档号 that is void.
    pub void: String,
}

/// Files it anew.
///
/// # Errors
/// `not-found`, `item-gone`, `item-held`, `being-appraised`, `already-so`, `period-too-short`,
/// `archive-scheme` for an unknown organ, `archive-unsettled`, `field-missing`, `lacks-duty`,
/// `who-acts`, what the store says.
pub fn run(desk: &mut Desk, request: &Request) -> Result<Answer, Problem> {
    let actor = archivist(desk, &request.acting)?;
    let why = typed::open_line("原因", required(Some(&request.why), "原因")?)?;
    let (scheme, pattern) = scheme(desk)?;
    let before = archive_item(desk, &request.item)?;
    let from = &before.filed.class;
    let organ = organ_named(&scheme, request.organ.as_deref())?;
    let to = Class {
        year: from.year,
        period: request.period.unwrap_or(from.period),
        organ: organ.unwrap_or_else(|| from.organ.clone()),
    };
    let standing = Standings::read(desk)?.of(&before);
    // What is no disclosure stands in no table: its period was chosen by hand.
    let tabled = before.entry.as_ref().map(|_| standing.tabled);
    let appraised = desk.records().being_appraised()?.contains(&before.filed.id);
    standing.may_be_refiled((from, &to), tabled, appraised)?;
    let number = desk.records().next_item_number(&to)?;
    let instead = NewItem {
        id: ArchiveItemId::new(&desk.seed()?),
        number,
        code: pattern.write(&scheme.code(&to, number)),
        class: to,
        basis: format!("改归：{why}"),
        ..before.filed.clone()
    };
    let void = before.filed.code;
    desk.store
        .change::<_, Problem>(operation!("refile-item"), |change| {
            let by = (actor.person.id, &actor.moment);
            change.refile_item(before.filed.id, &instead, &why, by)?;
            change.remark_archive_item(instead.id, &format!("由 {void} 改归"))?;
            let entry = match instead.disclosure {
                Some(disclosure) => actor.about(ItemAct::Refile, disclosure),
                None => actor.entry(ItemAct::Refile.code(), "archive", instead.id),
            };
            let entry = entry
                .open_fact("void", &void)
                .open_fact("code", &instead.code)
                .open_fact("why", &why);
            audit::append(change, &entry)?;
            Ok(())
        })?;
    Ok(Answer {
        item: instead.id,
        code: instead.code,
        void,
    })
}
