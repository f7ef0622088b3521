//! A round of an office behind the door: the writing desk is taken for a moment at each step and let go
//! while the network is waited for, so that nobody at the window waits for the county.

use std::sync::{Arc, Weak};

use gongkai_letters::PackageName;
use gongkai_mailroom::{Carrier, Folder, Local, Plan, Shelf, Standings, Stop, look, round};
use gongkai_registry::records::CountyLink;

use super::{CountyKeys, CountyShelf, odd_lines, seal_waiting, stopped};
use crate::acting::Actor;
use crate::door::Opened;
use crate::pace::Pace;
use crate::tasks::sync_county::{Answer, Planned, Request, agreed_now, planned, told};
use crate::{Desk, Problem, county};

/// The office's side of the mail, a step at a time. It holds no office: one that is closed meanwhile is
/// free for the next program at once.
struct Seated<'a> {
    office: Weak<Opened>,
    pace: &'a Pace,
    link: CountyLink,
    actor: Actor,
    /// How many packages have been handed over, and how many will be.
    sent: u64,
    of: u64,
}

/// Plans a round.
///
/// # Errors
/// As [`crate::tasks::sync_county::plan`].
pub(crate) fn plan_seated(
    office: &Weak<Opened>,
    pace: &Pace,
    request: &Request,
) -> Result<Planned, Problem> {
    let (mut shelf, mut carrier) = ready(office, pace, request)?;
    pace.at("正在看县里的情况", 0, 0)?;
    let plan = look(&mut shelf, carrier.as_mut()).map_err(stopped)?;
    Ok(match plan {
        Plan::Go(round) => planned(&round, Vec::new()),
        Plan::Ask { oddities, round } => planned(&round, odd_lines(&oddities)),
    })
}

/// Makes a round; what was done before somebody stopped it is done.
///
/// # Errors
/// As [`crate::tasks::sync_county::run`], and `stopped`.
pub(crate) fn round_seated(
    office: &Weak<Opened>,
    pace: &Pace,
    request: &Request,
) -> Result<Answer, Problem> {
    try_round(office, pace, request)
        .map_err(stopped)
        .map_err(cut_short)
}

/// The same, telling where it stopped: whether to try again is a property of that.
///
/// # Errors
/// On the way, or on the office's side.
pub(crate) fn try_round(
    office: &Weak<Opened>,
    pace: &Pace,
    request: &Request,
) -> Result<Answer, Stop<Problem>> {
    let (mut shelf, mut carrier) = ready(office, pace, request).map_err(Stop::Shelf)?;
    let confirmed: Vec<&str> = request.confirmed.iter().map(String::as_str).collect();
    pace.at("正在看县里的情况", 0, 0).map_err(Stop::Shelf)?;
    let done = round(&mut shelf, carrier.as_mut(), &confirmed)?;
    let kept = still(office).and_then(|office| office.act(|desk| agreed_now(desk, &done)));
    kept.map_err(Stop::Shelf)?;
    Ok(told(done))
}

/// What was done before somebody stopped it is done.
fn cut_short(problem: Problem) -> Problem {
    match problem.code.as_str() {
        "stopped" => Problem {
            text: "已停下；已经上报和收到的都在".to_owned(),
            next: "需要时再报，接着没报完的报，不会重复".to_owned(),
            ..problem
        },
        _ => problem,
    }
}

fn ready<'a>(
    office: &Weak<Opened>,
    pace: &'a Pace,
    request: &Request,
) -> Result<(Seated<'a>, Box<dyn Carrier>), Problem> {
    pace.at("正在封装要上报的", 0, 0)?;
    let (link, keys, actor) = still(office)?.act(|desk| sealed(desk, request))?;
    let carrier: Box<dyn Carrier> = match &request.folder {
        Some(folder) => Box::new(Folder::new(folder, county::township(&link.township)?)),
        None => county::carrier(&link, &keys)?,
    };
    let made = still(office)?.look(|desk| Ok(desk.records().county_chain()?.len()))?;
    let of = (made as u64).saturating_sub(link.taken);
    let seated = Seated {
        office: office.clone(),
        pace,
        link,
        actor,
        sent: 0,
        of,
    };
    Ok((seated, carrier))
}

/// The office, if nobody has closed it meanwhile.
fn still(office: &Weak<Opened>) -> Result<Arc<Opened>, Problem> {
    office.upgrade().ok_or_else(|| {
        let next = "打开以后接着报，不会重复";
        Problem::refused("no-office", "登记库已经关上", next)
    })
}

fn sealed(desk: &mut Desk, request: &Request) -> Result<(CountyLink, CountyKeys, Actor), Problem> {
    let actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
    let link = county::link(desk)?;
    let keys = CountyKeys::needed(desk)?;
    seal_waiting(desk, &link, &keys, &actor)?;
    Ok((link, keys, actor))
}

impl Seated<'_> {
    fn shelf<A>(
        &mut self,
        work: impl FnOnce(&mut CountyShelf<'_>) -> Result<A, Problem>,
    ) -> Result<A, Problem> {
        let (link, actor) = (self.link.clone(), self.actor.clone());
        let (answer, link) = still(&self.office)?.act(|desk| {
            let mut shelf = CountyShelf { desk, link, actor };
            let answer = work(&mut shelf)?;
            Ok((answer, shelf.link))
        })?;
        self.link = link;
        Ok(answer)
    }
}

impl Shelf for Seated<'_> {
    type Error = Problem;

    fn local(&mut self) -> Result<Local, Problem> {
        self.shelf(|shelf| shelf.local())
    }

    fn package(&mut self, number: u64) -> Result<(PackageName, Vec<u8>), Problem> {
        self.pace.at("正在上报", self.sent, self.of)?;
        self.sent += 1;
        self.shelf(|shelf| shelf.package(number))
    }

    fn compared(&mut self, number: u64) -> Result<(PackageName, Vec<u8>), Problem> {
        self.pace.at("正在核对已经放好的报送包", 0, 0)?;
        self.shelf(|shelf| shelf.package(number))
    }

    fn taken(&mut self, standings: &Standings) -> Result<(), Problem> {
        self.shelf(|shelf| shelf.taken(standings))
    }

    fn file(&mut self, bytes: &[u8]) -> Result<(), Problem> {
        self.pace.at("正在接收县里的来件", 0, 0)?;
        self.shelf(|shelf| shelf.file(bytes))
    }
}
