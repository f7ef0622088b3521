//! What of a released item goes online, as words to be pasted into the site's own form; the same as
//! the paper 网上公开件, which is searched for anything private before a word of it is given out.

use gongkai_rulebook::ids::DisclosureId;
use serde::Serialize;

use super::draft_disclosure::item;
use crate::papers::{Paper, finished, lay_out, order_online};
use crate::{Desk, Problem, compose};

/// What goes online.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtOnlineAnswer", optional_fields = nullable))]
pub struct Answer {
    /// The item.
    pub disclosure: DisclosureId,
    /// Title, body and what the list comes to; a list that a reviewer let online with a tab between
    /// cells.
    pub text: String,
    /// What the list comes to, in a sentence; nothing where the list itself goes or there is none.
    pub totals: Option<String>,
}

/// The words of the item `given`.
///
/// # Errors
/// `not-in-state` before its release, `not-online` for what is kept inside, `private-data`.
pub fn run(desk: &Desk, given: &str) -> Result<Answer, Problem> {
    let item = item(desk, given)?;
    if item.released().is_none() {
        return Err(item.refuse("放到网上").into());
    }
    let paper = Paper::Online {
        item: given.to_owned(),
    };
    finished(desk, &lay_out(desk, &paper)?)?;
    let online = compose::online(desk, &item, order_online(desk, &item)?)?;
    Ok(Answer {
        disclosure: item.id(),
        text: online.text,
        totals: online.totals,
    })
}
