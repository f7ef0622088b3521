//! Report to the county: seal what waits, plan, and make a round. Nothing is done while anything is
//! odd and nobody has said yes to it; what was done before a cut stays done.

use std::path::PathBuf;

use gongkai_mailroom::{Carrier, Done, Folder, Plan, Round, look, round};
use serde::{Deserialize, Serialize};

use crate::acting::Actor;
use crate::county::{self, CountyKeys, CountyShelf, OddLine, odd_lines, seal_waiting, stopped};
use crate::{Acting, Desk, Problem};

/// A round to make.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "SyncCountyRequest", optional_fields = nullable))]
pub struct Request {
    /// A folder or stick to carry by, instead of the usual way.
    pub folder: Option<PathBuf>,
    /// Codes of what is odd that a person has said yes to.
    pub confirmed: Vec<String>,
    /// Who and when.
    pub acting: Acting,
}

/// What a round would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "SyncCountyPlanned")
)]
pub struct Planned {
    /// How many would go up.
    pub send: usize,
    /// How many letters would come.
    pub receive: u64,
    /// How many would be deleted: never any.
    pub delete: u64,
    /// 将上报 n 条，接收 m 条，删除 0 条.
    pub sentence: String,
    /// What is odd: a person decides first.
    pub oddities: Vec<OddLine>,
}

/// What a round did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "SyncCountyAnswer", optional_fields = nullable))]
pub struct Answer {
    /// How many packages went up.
    pub sent: u64,
    /// How many of them the county refused; its receipts tell why, and the others go on.
    pub refused: u64,
    /// How many letters were filed.
    pub received: u64,
    /// Whether both sides agree now; not known where the county has not looked yet.
    pub agreed: Option<bool>,
    /// What is odd: it stopped there.
    pub oddities: Vec<OddLine>,
}

/// Plans a round; letters are sealed, nothing is carried.
///
/// # Errors
/// `county-not-set-up`, `county-key`, `who-acts`, what the way says, what keeps a letter from being
/// sealed.
pub fn plan(desk: &mut Desk, request: &Request) -> Result<Planned, Problem> {
    let (mut shelf, mut carrier) = ready(desk, request)?;
    let plan = look(&mut shelf, carrier.as_mut()).map_err(stopped)?;
    Ok(match plan {
        Plan::Go(round) => planned(&round, Vec::new()),
        Plan::Ask { oddities, round } => planned(&round, odd_lines(&oddities)),
    })
}

/// Makes a round.
///
/// # Errors
/// As [`plan`], and `county-letter-refused`.
pub fn run(desk: &mut Desk, request: &Request) -> Result<Answer, Problem> {
    let (mut shelf, mut carrier) = ready(desk, request)?;
    let confirmed: Vec<&str> = request.confirmed.iter().map(String::as_str).collect();
    let done = round(&mut shelf, carrier.as_mut(), &confirmed).map_err(stopped)?;
    agreed_now(shelf.desk, &done)?;
    Ok(told(done))
}

/// Keeps whether both sides agree after a round.
pub(crate) fn agreed_now(desk: &mut Desk, done: &Done) -> Result<(), Problem> {
    let agreed = agreed_of(done);
    desk.store
        .change::<_, Problem>(gongkai_registry::operation!("county-agreed"), |change| {
            Ok(change.county_agreed(agreed)?)
        })?;
    Ok(())
}

fn agreed_of(done: &Done) -> Option<bool> {
    match done.oddities.is_empty() {
        true => done.agreed,
        false => Some(false),
    }
}

/// What a round did, for whoever asked for it.
pub(crate) fn told(done: Done) -> Answer {
    let agreed = agreed_of(&done);
    let Done {
        sent,
        refused,
        received,
        oddities,
        ..
    } = done;
    Answer {
        sent,
        refused,
        received,
        agreed,
        oddities: odd_lines(&oddities),
    }
}

fn ready<'a>(
    desk: &'a mut Desk,
    request: &Request,
) -> Result<(CountyShelf<'a>, Box<dyn Carrier>), Problem> {
    let actor: Actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
    let link = county::link(desk)?;
    let keys = CountyKeys::needed(desk)?;
    seal_waiting(desk, &link, &keys, &actor)?;
    let carrier: Box<dyn Carrier> = match &request.folder {
        Some(folder) => Box::new(Folder::new(folder, county::township(&link.township)?)),
        None => county::carrier(&link, &keys)?,
    };
    Ok((CountyShelf { desk, link, actor }, carrier))
}

pub(crate) fn planned(round: &Round, oddities: Vec<OddLine>) -> Planned {
    let (send, receive) = (round.send.len(), round.receive);
    Planned {
        send,
        receive,
        delete: 0,
        sentence: format!("将上报 {send} 条，接收 {receive} 条，删除 0 条"),
        oddities,
    }
}
