//! Papers of one item: its copies, what of it goes online, its approval sheet, what changed on its list.

use chrono::{Datelike, NaiveDate};
use gongkai_printroom::papers::Document;
use gongkai_printroom::papers::copies::{CopyFor as Slip, CopySlip};
use gongkai_rulebook::disclosure::{Copy, Disclosure};
use gongkai_rulebook::printing::{PaperKind, PostedSheet};
use gongkai_rulebook::register::CopyFor;
use gongkai_rulebook::vocabulary::DisclosureClass;

use super::Laid;
use crate::compose::{self, CopiesOrder, approval_sheet, list_changes};
use crate::tasks::pass_gate::planned_channels;
use crate::typed::masked;
use crate::{Desk, Problem};

pub(super) fn copies(
    desk: &Desk,
    item: &Disclosure,
    (only, sheet): (Option<CopyFor>, Option<PostedSheet>),
) -> Result<Laid, Problem> {
    let order = CopiesOrder {
        sheet,
        ..order_of(desk, item, only)?
    };
    let day = order.dated;
    let leaves = order.register_no.is_some();
    let register_no = number_of(&order);
    let composed = compose::copies(desk, item, order)?.copies;
    Ok(Laid {
        kind: PaperKind::Copies,
        pages: composed.pages(desk.fonts()?, &desk.forms())?,
        title: masked(&composed.title),
        identifier: register_no.clone(),
        register_no,
        day,
        leaves,
        telephone: composed.supervision_phone.clone(),
        document: Some(Box::new(composed)),
    })
}

/// An item as it goes online; nothing that is kept inside ever does.
pub(super) fn online(desk: &Desk, item: &Disclosure) -> Result<Laid, Problem> {
    let order = order_online(desk, item)?;
    let day = order.dated;
    let leaves = order.register_no.is_some();
    let register_no = number_of(&order);
    let composed = compose::online(desk, item, order)?.copies;
    Ok(Laid {
        kind: PaperKind::Online,
        pages: composed.pages(desk.fonts()?, &desk.forms())?,
        title: masked(&composed.title),
        identifier: format!("{register_no} {}", PaperKind::Online),
        register_no,
        day,
        leaves,
        telephone: composed.supervision_phone.clone(),
        document: Some(Box::new(composed)),
    })
}

/// The order of what goes online, as the item was released or would be.
///
/// # Errors
/// `not-online` for what is kept inside or no longer stands.
pub(crate) fn order_online(desk: &Desk, item: &Disclosure) -> Result<CopiesOrder, Problem> {
    let class = item.content().class;
    let inside = class != DisclosureClass::Proactive;
    if inside || !stands(item) {
        let why = match inside {
            true => format!("公开属性是“{class}”，不上网"),
            false => format!("本件“{}”，不再上网", item.state()),
        };
        return Err(Problem::refused("not-online", why, "核对公开属性和状态"));
    }
    order_of(desk, item, None)
}

fn number_of(order: &CopiesOrder) -> String {
    let number = order.register_no.map(|no| no.to_string());
    number.unwrap_or_default()
}

/// The copies as they were released, or a preview.
fn order_of(desk: &Desk, item: &Disclosure, only: Option<CopyFor>) -> Result<CopiesOrder, Problem> {
    Ok(match item.released() {
        Some(released) => {
            let release = released.release();
            let wanted = |copy: &&Copy| {
                (stands(item) || copy.made_for == CopyFor::Township)
                    && only.is_none_or(|only| copy.made_for == only)
            };
            let slip = |copy: &Copy| CopySlip {
                copy_for: compose::slip_of(copy.made_for),
                no: copy.no.clone(),
            };
            CopiesOrder {
                register_no: Some(release.register_no),
                slips: release.copies.iter().filter(wanted).map(slip).collect(),
                dated: release.moment.occurred_on,
                channels: release.channels.clone(),
                online: false,
                sheet: None,
            }
        }
        None => preview(desk, item)?,
    })
}

pub(super) fn approval(desk: &Desk, item: &Disclosure) -> Result<Laid, Problem> {
    let sheet = approval_sheet(desk, item)?;
    about(desk, item, PaperKind::Approval, Box::new(sheet))
}

/// A paper of the house about an item.
fn about(
    desk: &Desk,
    item: &Disclosure,
    kind: PaperKind,
    document: Box<dyn Document>,
) -> Result<Laid, Problem> {
    let register_no = item.released().map(|kept| kept.release().register_no);
    let title = masked(&item.content().title);
    let laid = Laid::inside(desk, kind, document, title, &item.id().to_string())?;
    Ok(Laid {
        register_no: register_no.map(|no| no.to_string()).unwrap_or_default(),
        day: day_of(desk, item),
        ..laid
    })
}

/// What hangs or is handed out tells nobody's number.
pub(super) fn leaflet(desk: &Desk, item: &Disclosure) -> Result<Laid, Problem> {
    let leaflet = compose::leaflet(desk, item)?;
    let telephone = leaflet.supervision_phone.clone();
    let laid = about(desk, item, PaperKind::Leaflet, Box::new(leaflet))?;
    Ok(Laid {
        leaves: item.released().is_some(),
        telephone,
        ..laid
    })
}

pub(super) fn notice(desk: &Desk, item: &Disclosure) -> Result<Laid, Problem> {
    let notice = compose::notice(desk, item)?;
    let telephone = notice.supervision_phone.clone();
    let laid = about(desk, item, PaperKind::Notice, Box::new(notice))?;
    Ok(Laid {
        leaves: true,
        telephone,
        ..laid
    })
}

/// What goes to another organ is searched as what goes to the public.
pub(super) fn letter(desk: &Desk, item: &Disclosure, to: Option<&str>) -> Result<Laid, Problem> {
    let letter = compose::secrecy_letter(desk, item, to)?;
    let laid = about(desk, item, PaperKind::SecrecyLetter, Box::new(letter))?;
    Ok(Laid {
        leaves: true,
        ..laid
    })
}

pub(super) fn feedback(desk: &Desk, item: &Disclosure) -> Result<Laid, Problem> {
    let sheet = compose::feedback_sheet(desk, item)?;
    about(desk, item, PaperKind::Feedback, Box::new(sheet))
}

pub(super) fn changes(desk: &Desk, item: &Disclosure) -> Result<Laid, Problem> {
    let sheet = list_changes(desk, item)?;
    let (title, id) = (sheet.title.clone(), item.id().to_string());
    Laid::inside(desk, PaperKind::Changes, Box::new(sheet), title, &id)
}

/// Of an item that was withdrawn or corrected only the township's own copy is printed again.
const fn stands(item: &Disclosure) -> bool {
    match item {
        Disclosure::Corrected(_) | Disclosure::Withdrawn(_) => false,
        Disclosure::Draft(_)
        | Disclosure::SetAside(_)
        | Disclosure::InReview(_)
        | Disclosure::Approved(_)
        | Disclosure::Released(_)
        | Disclosure::Exempt(_) => true,
    }
}

/// One sheet without number or date, marked as a draft.
fn preview(desk: &Desk, item: &Disclosure) -> Result<CopiesOrder, Problem> {
    let day = day_of(desk, item);
    Ok(CopiesOrder {
        register_no: None,
        slips: vec![CopySlip {
            copy_for: Slip::Township,
            no: String::new(),
        }],
        dated: day,
        channels: planned_channels(desk, item, &[])?,
        online: false,
        sheet: None,
    })
}

/// A day that does not move while the item does not: the same item prints the same bytes.
fn day_of(desk: &Desk, item: &Disclosure) -> NaiveDate {
    let content = item.content();
    let signed = item
        .signatures()
        .iter()
        .map(|signature| signature.moment.occurred_on)
        .max();
    signed.or(content.formed_on).unwrap_or_else(|| {
        let today = desk.host.now().today;
        NaiveDate::from_ymd_opt(today.year(), 1, 1).unwrap_or(today)
    })
}
