//! Post an item at a place, or at several in one go: each posting is an event of its own.

use std::path::PathBuf;

use chrono::NaiveDate;
use gongkai_registry::{audit, operation};
use gongkai_rulebook::disclosure::{Disclosure, PostingOrder};
use gongkai_rulebook::ids::{DisclosureId, FileId, PostingId};
use gongkai_rulebook::vocabulary::Channel;
use serde::{Deserialize, Serialize};

use super::draft_disclosure::{item, required};
use super::take_in_file::{Photos, take_in};
use crate::acts::ItemAct;
use crate::{Acting, Desk, Problem, typed};

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
    /// Which file that is.
    pub evidence_file: Option<FileId>,
    /// The photo of the place after it came down.
    pub taken_down_photo: Option<FileId>,
    /// 补录.
    pub late_entry: bool,
}

/// Postings of one item to record at once: nine village boards in one go.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "PostDisclosureEverywhere", optional_fields = nullable))]
pub struct Everywhere {
    /// The item.
    pub disclosure: String,
    /// Where it was posted.
    pub spots: Vec<Spot>,
    /// Who and when.
    pub acting: Acting,
}

/// One place of several.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "PostDisclosureSpot", optional_fields = nullable))]
pub struct Spot {
    /// On what.
    pub channel: Channel,
    /// Where.
    pub place: String,
    /// Photo, minutes, snapshot; the same file may show several places.
    pub evidence: Option<PathBuf>,
}

/// Records that an item was posted at several places: all of them or none.
///
/// # Errors
/// `not-in-state`, `channel-forbidden`, `already-posted`, dates out of order, `who-acts`,
/// `field-missing` without a place, an unreadable photo, what the store says.
pub fn post_everywhere(desk: &mut Desk, request: Everywhere) -> Result<Answer, Problem> {
    let actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
    if request.spots.is_empty() {
        required(None, "地点")?;
    }
    let before = item(desk, &request.disclosure)?;
    let mut photos = Photos::default();
    let mut after = before.clone();
    let mut told = Vec::new();
    for spot in &request.spots {
        let place = typed::open_line("地点", required(Some(&spot.place), "地点")?)?;
        let order = PostingOrder {
            id: PostingId::new(&desk.seed()?),
            channel: spot.channel,
            place: place.clone(),
            evidence: photos.take(desk, spot.evidence.as_deref())?,
            moment: actor.moment,
        };
        after = match after {
            Disclosure::Released(released) => Disclosure::Released(released.post(order)?),
            other => return Err(other.refuse("张贴").into()),
        };
        told.push((spot.channel, place));
    }
    desk.store
        .change::<_, Problem>(operation!("post"), |change| {
            photos.keep(change)?;
            change.save(&before, &after, &actor.moment)?;
            for (channel, place) in &told {
                let entry = actor
                    .about(ItemAct::Post, after.id())
                    .open_fact("channel", channel.code())
                    .open_fact("place", place);
                audit::append(change, &entry)?;
            }
            Ok(())
        })?;
    Ok(answer(&after))
}

/// A photo that came after its posting was recorded.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "PostDisclosureProof", optional_fields = nullable)
)]
pub struct Proof {
    /// The item.
    pub disclosure: String,
    /// Where it was posted.
    pub place: String,
    /// Photo, minutes, snapshot.
    pub evidence: PathBuf,
    /// Who and when.
    pub acting: Acting,
}

/// Files a photo that came late; one that is there is never replaced.
///
/// # Errors
/// `nothing-posted` where no posting at the place lacks its photo, `not-in-state`, `who-acts`, an
/// unreadable photo, what the store says.
pub fn prove(desk: &mut Desk, request: &Proof) -> Result<Answer, Problem> {
    let actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
    let place = required(Some(&request.place), "地点")?;
    let before = item(desk, &request.disclosure)?;
    let photo = take_in(desk, &request.evidence)?;
    let after = match before.clone() {
        Disclosure::Released(item) => Disclosure::Released(item.prove(place, photo.id)?),
        Disclosure::Corrected(item) => Disclosure::Corrected(item.prove(place, photo.id)?),
        Disclosure::Withdrawn(item) => Disclosure::Withdrawn(item.prove(place, photo.id)?),
        other => return Err(other.refuse("补照片").into()),
    };
    desk.store
        .change::<_, Problem>(operation!("prove-posting"), |change| {
            photo.keep(change)?;
            change.save(&before, &after, &actor.moment)?;
            let entry = actor
                .about(ItemAct::Prove, after.id())
                .open_fact("place", place);
            audit::append(change, &entry)?;
            Ok(())
        })?;
    Ok(answer(&after))
}

/// The item's postings as an answer.
pub(super) fn answer(item: &Disclosure) -> Answer {
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
        evidence_file: posting.evidence,
        taken_down_photo: posting.taken_evidence,
        late_entry: posting.posted.is_late_entry(),
    };
    item.released().map_or_else(Vec::new, |released| {
        released.postings().iter().map(line).collect()
    })
}
