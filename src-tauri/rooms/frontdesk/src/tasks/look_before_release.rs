//! The sheet before a release: the gate, the number it would get, the channels and copies planned,
//! and the posted copy as it would be printed. Looking changes nothing and takes no number.

use chrono::NaiveDate;
use gongkai_printroom::papers::copies::{Copies, CopyFor as Mark, CopySlip};
use gongkai_rulebook::disclosure::{Disclosure, State};
use gongkai_rulebook::gate::Gate;
use gongkai_rulebook::ids::DisclosureId;
use gongkai_rulebook::register::{CopyFor, RegisterNo, copies_of};
use gongkai_rulebook::vocabulary::{Channel, DisclosureClass};
use serde::{Deserialize, Serialize};

use super::draft_disclosure::item;
use super::keep_boards::{self, hangs_on_a_board};
use super::pass_gate::{attempt, next_number, planned_channels};
use crate::compose::{self, CopiesOrder};
use crate::finished::finish;
use crate::typed::masked;
use crate::{Desk, Problem};

/// Most copies that are posted: as the command line has it.
const MOST_POSTED: u32 = 500;

/// A release as it is planned.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookBeforeReleaseRequest", optional_fields = nullable))]
pub struct Request {
    /// The item.
    pub disclosure: String,
    /// Channels; the entry's if none is said.
    #[serde(default)]
    pub channels: Vec<Channel>,
    /// How many copies are posted; as many as boards are planned if not said.
    #[serde(default)]
    pub posted: Option<u32>,
    /// The day of the release; today if not said.
    #[serde(default)]
    pub on: Option<NaiveDate>,
    /// The page is wanted as it goes online, not as it hangs.
    #[serde(default)]
    pub online: Option<bool>,
}

/// The sheet.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookBeforeReleaseAnswer", optional_fields = nullable))]
pub struct Answer {
    /// The item.
    pub disclosure: DisclosureId,
    /// Its title.
    pub title: String,
    /// Its state.
    pub state: State,
    /// 公开属性.
    pub class: DisclosureClass,
    /// Channels planned.
    pub channels: Vec<Channel>,
    /// Channels that its class may reach.
    pub choices: Vec<Channel>,
    /// How many copies are posted.
    pub posted: u32,
    /// Copies in all.
    pub copies: usize,
    /// The number it would get.
    pub register_no: Option<RegisterNo>,
    /// The checks.
    pub gate: Gate,
    /// What of a list goes online, in words; nothing without a list, or where nothing goes online.
    pub online: Option<String>,
}

/// Looks at a release before it is made.
///
/// # Errors
/// `not-found`, `too-many-copies`, `date-in-future`, what the store says. What the checks find is
/// the answer, not an error.
pub fn run(desk: &Desk, request: &Request) -> Result<Answer, Problem> {
    let item = item(desk, &request.disclosure)?;
    let plan = Plan::of(desk, &item, request)?;
    let trial = attempt(desk, &item, plan.on, &plan.channels, plan.posted)?;
    let content = item.content();
    Ok(Answer {
        disclosure: item.id(),
        title: masked(&content.title),
        state: item.state(),
        class: content.class,
        choices: choices(content.class),
        copies: copies_of(content.class, plan.posted).len(),
        channels: plan.channels,
        posted: plan.posted,
        register_no: trial.register_no,
        gate: trial.gate,
        online: trial.online,
    })
}

/// The posted copy as it would be printed, as a PDF; inside the office the township's own.
///
/// # Errors
/// As [`run`]; `missing-character` and what else the printroom refuses.
pub fn page(desk: &Desk, request: &Request) -> Result<Vec<u8>, Problem> {
    let item = item(desk, &request.disclosure)?;
    let plan = Plan::of(desk, &item, request)?;
    let class = item.content().class;
    let number = match gongkai_rulebook::register::Book::of(class) {
        Some(book) => Some(next_number(desk, book, plan.on)?),
        None => None,
    };
    let made = copies_of(class, plan.posted);
    let shown = made.iter().position(|made| *made == CopyFor::Board);
    let slip = number.map(|number| {
        let at = shown.unwrap_or_default();
        CopySlip {
            copy_for: made
                .get(at)
                .map_or(Mark::Township, |made| compose::slip_of(*made)),
            no: gongkai_rulebook::register::copy_no(number, at),
        }
    });
    let order = CopiesOrder {
        register_no: number,
        slips: slip.into_iter().collect(),
        dated: plan.on,
        channels: plan.channels,
        online: false,
        sheet: None,
    };
    // A sheet that has not passed the gate never shows anybody's number.
    let open = attempt(desk, &item, plan.on, &order.channels, plan.posted)?
        .gate
        .open;
    let mut copies = match request.online {
        Some(true) => compose::online(desk, &item, order)?.copies,
        Some(false) | None => compose::copies(desk, &item, order)?.copies,
    };
    if !open {
        mask(&mut copies);
    }
    let shelf = desk.fonts()?;
    let pages = copies.pages(shelf, &desk.forms())?;
    let about = ("公开件", copies.title.as_str(), "");
    Ok(finish(desk, shelf, &pages, about, plan.on)?.pdf)
}

fn mask(copies: &mut Copies) {
    copies.title = masked(&copies.title);
    let elements = copies.elements.iter_mut().map(|(_, text)| text);
    for text in copies.paragraphs.iter_mut().chain(elements) {
        *text = masked(text);
    }
}

/// A release with everything that was left to the entry and the boards.
struct Plan {
    channels: Vec<Channel>,
    posted: u32,
    on: NaiveDate,
}

impl Plan {
    fn of(desk: &Desk, item: &Disclosure, request: &Request) -> Result<Self, Problem> {
        let channels = planned_channels(desk, item, &request.channels)?;
        let posted = match request.posted {
            Some(posted) => posted,
            None => usual_posted(desk, item, &channels)?,
        };
        if posted > MOST_POSTED {
            let text = format!("张贴 {posted} 份太多，最多 {MOST_POSTED} 份");
            return Err(Problem::refused("too-many-copies", text, "核对份数").in_field("张贴份数"));
        }
        let on = gongkai_rulebook::moment::Moment::new(request.on, desk.host.now())?.occurred_on;
        Ok(Self {
            channels,
            posted,
            on,
        })
    }
}

/// One copy a planned board; where no village is told and villages are planned, one for each.
fn usual_posted(desk: &Desk, item: &Disclosure, channels: &[Channel]) -> Result<u32, Problem> {
    let boards = keep_boards::list(desk)?.boards;
    let content = item.content();
    let list_village = match content.list {
        Some(list) => desk.records().list(list)?.village,
        None => None,
    };
    let unit = content.unit.as_deref().unwrap_or_default();
    let in_use = |channel: Channel| {
        let of_it = move |board: &&keep_boards::Line| !board.set_aside && board.channel == channel;
        boards.iter().filter(of_it)
    };
    let is_ones = list_village.is_some()
        || in_use(Channel::VillageBoard).any(|board| {
            board
                .village
                .as_deref()
                .is_some_and(|village| unit.starts_with(village))
        });
    let wanted = |channel: &Channel| match channel {
        Channel::VillageBoard if !is_ones => in_use(*channel).count().max(1),
        _ => 1,
    };
    let on_boards = channels
        .iter()
        .filter(|channel| hangs_on_a_board(**channel));
    let posted: usize = on_boards.map(wanted).sum();
    Ok(u32::try_from(posted)
        .unwrap_or(MOST_POSTED)
        .clamp(1, MOST_POSTED))
}

fn choices(class: DisclosureClass) -> Vec<Channel> {
    let inside = match class {
        DisclosureClass::Proactive => false,
        DisclosureClass::Internal => true,
        DisclosureClass::OnRequest | DisclosureClass::Exempt => return Vec::new(),
    };
    let fits = |channel: &Channel| channel.is_internal() == inside;
    Channel::ALL.iter().copied().filter(fits).collect()
}
