//! Post an item at a place, and take it down: each posting is an event of its own.

use std::path::PathBuf;

use chrono::NaiveDate;
use gongkai_registry::{audit, operation};
use gongkai_rulebook::disclosure::{Disclosure, PostingOrder};
use gongkai_rulebook::ids::{DisclosureId, PostingId};
use gongkai_rulebook::vocabulary::Channel;
use serde::{Deserialize, Serialize};

use super::draft_disclosure::{change_item, item, required};
use super::take_in_file::{keep_maybe, take_in_maybe};
use crate::{Acting, Desk, Problem, typed};

/// A posting to record.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "PostDisclosureRequest", optional_fields = nullable))]
pub struct Request {
    /// On what.
    pub channel: Channel,
    /// Where.
    pub place: String,
    /// Photo, minutes, snapshot.
    pub evidence: Option<PathBuf>,
    /// Who and when.
    pub acting: Acting,
}

/// The item's postings.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "PostDisclosureAnswer", optional_fields = nullable))]
pub struct Answer {
    /// The item.
    pub disclosure: DisclosureId,
    /// Its postings.
    pub postings: Vec<Line>,
}

/// One posting.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "PostDisclosureLine", optional_fields = nullable))]
pub struct Line {
    /// On what.
    pub channel: Channel,
    /// Where.
    pub place: String,
    /// Since when.
    pub posted_on: NaiveDate,
    /// Until when; null while it hangs.
    pub taken_down_on: Option<NaiveDate>,
    /// There is a photo, minutes or a snapshot.
    pub evidence: bool,
    /// 补录.
    pub late_entry: bool,
}

/// Records that the item `given` was posted.
///
/// # Errors
/// `not-in-state`, `channel-forbidden`, `already-posted`, dates out of order, `who-acts`, an
/// unreadable photo, what the store says.
pub fn post(desk: &mut Desk, given: &str, request: Request) -> Result<Answer, Problem> {
    let actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
    let place = typed::open_line("地点", required(Some(&request.place), "地点")?)?;
    let before = item(desk, given)?;
    let evidence = take_in_maybe(desk, request.evidence.as_deref())?;
    let order = PostingOrder {
        id: PostingId::new(&desk.seed()?),
        channel: request.channel,
        place: place.clone(),
        evidence: evidence.as_ref().map(|file| file.id),
        moment: actor.moment,
    };
    let after = match before.clone() {
        Disclosure::Released(released) => Disclosure::Released(released.post(order)?),
        other => return Err(other.refuse("张贴").into()),
    };
    desk.store
        .change::<_, Problem>(operation!("post"), |change| {
            keep_maybe(change, evidence.as_ref())?;
            change.save(&before, &after, &actor.moment)?;
            let entry = actor
                .entry("post", "disclosure", after.id())
                .open_fact("channel", request.channel.code())
                .open_fact("place", &place);
            audit::append(change, &entry)?;
            Ok(())
        })?;
    Ok(answer(&after))
}

/// Records that the item `given` was taken down at `place`.
///
/// # Errors
/// `nothing-posted`, dates out of order, `who-acts`, what the store says.
pub fn take_down(
    desk: &mut Desk,
    given: &str,
    place: &str,
    acting: &Acting,
) -> Result<Answer, Problem> {
    let actor = acting.resolve(desk.records(), desk.host.as_ref())?;
    let place = required(Some(place), "地点")?;
    let before = item(desk, given)?;
    let after = match before.clone() {
        Disclosure::Released(item) => Disclosure::Released(item.take_down(place, actor.moment)?),
        Disclosure::Corrected(item) => Disclosure::Corrected(item.take_down(place, actor.moment)?),
        Disclosure::Withdrawn(item) => Disclosure::Withdrawn(item.take_down(place, actor.moment)?),
        other => return Err(other.refuse("撤下").into()),
    };
    change_item(desk, &before, &after, &actor, "take-down")?;
    Ok(answer(&after))
}

fn answer(item: &Disclosure) -> Answer {
    Answer {
        disclosure: item.id(),
        postings: lines(item),
    }
}

/// The postings of an item, for showing.
pub(crate) fn lines(item: &Disclosure) -> Vec<Line> {
    let line = |posting: &gongkai_rulebook::disclosure::Posting| Line {
        channel: posting.channel,
        place: posting.place.clone(),
        posted_on: posting.posted.occurred_on,
        taken_down_on: posting.taken_down.map(|moment| moment.occurred_on),
        evidence: posting.evidence.is_some(),
        late_entry: posting.posted.is_late_entry(),
    };
    item.released().map_or_else(Vec::new, |released| {
        released.postings().iter().map(line).collect()
    })
}
