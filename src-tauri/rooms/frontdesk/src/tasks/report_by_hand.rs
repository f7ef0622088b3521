//! Report by hand: note that a letter got to the county by a person: typed into its web system, its
//! copy handed over, or told. 送县 and 回执 stay with the county's copy; nothing of them is kept twice.

use gongkai_registry::records::NewReport;
use gongkai_registry::{audit, operation};
use gongkai_rulebook::county_form::ReportWay;
use gongkai_rulebook::disclosure::Disclosure;
use gongkai_rulebook::ids::DisclosureId;
use gongkai_rulebook::letter::LetterKind;
use gongkai_rulebook::register::CopyFor;
use serde::{Deserialize, Serialize};

use super::draft_disclosure::required;
use super::hand_over_copy::lines;
use crate::acts::ItemAct;
use crate::county::by_hand::{Brought, brought};
use crate::{Acting, Desk, Problem, typed};

/// Longest address that anybody types.
const LONGEST_ADDRESS: usize = 2000;

/// A report to note.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "ReportByHandRequest", optional_fields = nullable))]
pub struct Request {
    /// The item.
    pub disclosure: String,
    /// How it got there.
    pub way: ReportWay,
    /// Address of its page, where it was typed into the web system.
    pub address: Option<String>,
    /// Who was told, where it was told.
    pub told_to: Option<String>,
    /// 索引号 that the county's system gave it.
    pub index_no: Option<String>,
    /// Who and when.
    pub acting: Acting,
}

/// What was noted.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "ReportByHandAnswer")
)]
pub struct Answer {
    /// The item.
    pub disclosure: DisclosureId,
    /// The page is still to be looked at.
    pub owed: bool,
}

/// Notes it. A report that was wrong is noted again; the earlier one stays.
///
/// # Errors
/// `address`, `field-missing`, `copy-not-handed-over`, `not-told`, dates out of order, `who-acts`,
/// what the store says.
pub fn run(desk: &mut Desk, request: &Request) -> Result<Answer, Problem> {
    let actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
    let brought = brought(desk, &request.disclosure)?;
    actor
        .moment
        .not_before(brought.letter.released_on, "发布")?;
    let (address, told_to) = match request.way {
        ReportWay::Page => (Some(address(request.address.as_deref())?), None),
        ReportWay::Copy => {
            handed_over(desk, &brought)?;
            (None, None)
        }
        ReportWay::Told => (None, Some(told_to(&brought, request)?)),
    };
    let report = NewReport {
        letter: brought.letter.id,
        disclosure: brought.item.id(),
        way: request.way,
        address,
        told_to,
        index_no: typed::open_line_maybe("索引号", request.index_no.as_deref())?,
        by: actor.person.id,
        moment: actor.moment,
    };
    desk.store
        .change::<_, Problem>(operation!("report-by-hand"), |change| {
            change.put_county_report(&report)?;
            let mut entry = actor
                .about(ItemAct::ReportByHand, report.disclosure)
                .open_fact("way", report.way.code());
            if let Some(address) = &report.address {
                entry = entry.open_fact("address", address);
            }
            if let Some(told_to) = &report.told_to {
                entry = entry.open_fact("to", told_to);
            }
            audit::append(change, &entry)?;
            Ok(())
        })?;
    Ok(Answer {
        disclosure: report.disclosure,
        owed: request.way == ReportWay::Page,
    })
}

/// An address as the browser shows it.
fn address(given: Option<&str>) -> Result<String, Problem> {
    let address = required(given, "网页地址")?.trim();
    let plain = !address.chars().any(|c| c.is_whitespace() || c.is_control());
    let begun = ["http://", "https://"].iter().any(|scheme| {
        let rest = address.get(..scheme.len());
        rest.is_some_and(|rest| rest.eq_ignore_ascii_case(scheme)) && address.len() > scheme.len()
    });
    if plain && begun && address.len() <= LONGEST_ADDRESS {
        return Ok(address.to_owned());
    }
    let text = "这不是网页的地址";
    let next = "打开县网站上这一件的网页，从浏览器的地址栏整行复制，以 http:// 或 https:// 开头";
    Err(Problem::refused("address", text, next).in_field("网页地址"))
}

/// The county's copy was handed over; to whom, how and when stands there.
fn handed_over(desk: &Desk, brought: &Brought) -> Result<(), Problem> {
    let copies = lines(desk, brought.item.id())?;
    let gone = |copy: &super::hand_over_copy::Line| {
        copy.made_for == CopyFor::County && copy.handed_on.is_some()
    };
    if brought.letter.kind != LetterKind::Withdrawal && copies.iter().any(gone) {
        return Ok(());
    }
    let (text, next) = match brought.letter.kind {
        LetterKind::Withdrawal => ("撤回不能用报县的一份代替", "记为“通知县里”，写明通知了谁"),
        _ => ("报县的一份还没有送出", "先在“档案与三份”里记下送县"),
    };
    Err(Problem::refused("copy-not-handed-over", text, next))
}

/// Only what no longer stands may be told: a page would be the evidence of everything else.
fn told_to(brought: &Brought, request: &Request) -> Result<String, Problem> {
    let stands = match &brought.item {
        Disclosure::Released(_) => true,
        Disclosure::Corrected(_)
        | Disclosure::Withdrawn(_)
        | Disclosure::Draft(_)
        | Disclosure::SetAside(_)
        | Disclosure::InReview(_)
        | Disclosure::Approved(_)
        | Disclosure::Exempt(_) => false,
    };
    if stands {
        let next = "填进县网站，记下网页地址；或者送出报县的一份";
        return Err(Problem::refused(
            "not-told",
            "公开的事项不能只是通知县里",
            next,
        ));
    }
    typed::open_line(
        "通知了谁",
        required(request.told_to.as_deref(), "通知了谁")?,
    )
}
